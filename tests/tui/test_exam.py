"""The mock exam on the screen."""

from __future__ import annotations

from dataclasses import replace

import pytest
from textual.pilot import Pilot

from tests.tui.fake import FakeDesk
from tests.tui.journey import at_home
from tests.tui.screen_text import lines, seen
from tests.tutor.exam.papers import Watch, exam_talk, report, sitting
from trainer.tui.exam.report import ReportScreen
from trainer.tui.exam.screen import ExamScreen
from trainer.tui.line import Line
from trainer.tui.program import TrainerApp
from trainer.tutor.exam.outlook import Begun

SIZES = [(60, 20), (80, 24), (120, 40)]


async def begun(pilot: Pilot[int]) -> None:
    await pilot.press("e")
    await pilot.pause()
    await pilot.press("enter")
    await pilot.pause()


async def typed(pilot: Pilot[int], text: str) -> None:
    pilot.app.screen.query_one("#answer").value = text  # type: ignore[attr-defined]
    await pilot.press("enter")
    await pilot.pause()


@pytest.mark.parametrize("size", SIZES)
async def test_the_question_the_clock_and_every_question_s_standing_are_seen(
    size: tuple[int, int],
) -> None:
    async with at_home(size=size) as pilot:
        await begun(pilot)
        text = seen(pilot.app)
        assert "Question 1 of 3" in text
        assert "Which heart rhythm does fictamine [b]treat[/b]?" in " ".join(text.split())
        assert "□ 1" in text and "· 2" in text


async def test_answers_are_saved_without_a_word_on_their_worth_and_the_report_follows() -> None:
    async with at_home() as pilot:
        await begun(pilot)
        await typed(pilot, "atrial fibrillation")
        assert "Question 1 saved." in seen(pilot.app)
        assert "Question 2 of 3" in seen(pilot.app)
        await typed(pilot, "a and b")
        await pilot.press("f4")
        await pilot.pause()
        assert "⚑" in seen(pilot.app)
        await typed(pilot, "15 mg per day")
        assert "Every question is answered" in seen(pilot.app)
        await pilot.press("f10")
        await pilot.pause()
        assert "Flagged: 3." in seen(pilot.app)
        await pilot.press("f10")
        await pilot.pause()
        text = seen(pilot.app)
        assert "2 of 3 points" in text
        assert "By section" in text
        await pilot.press("n")
        await pilot.pause()
        assert "Your answer a and b (seizures; headache)" in seen(pilot.app)


async def test_an_exam_that_the_program_was_begun_with_looks_as_any_other() -> None:
    app = TrainerApp(FakeDesk(), exam=exam_talk())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        alone = lines(app)
    async with at_home() as pilot:
        pilot.app.push_screen(ExamScreen(FakeDesk(), exam_talk(), alone=False))
        await pilot.pause()
        await pilot.pause()
        assert alone == lines(pilot.app)


@pytest.mark.parametrize("how", ["f10", "yes"])
async def test_an_exam_that_the_program_was_begun_with_ends_in_its_report(how: str) -> None:
    app = TrainerApp(FakeDesk(), exam=exam_talk())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await typed(pilot, "atrial fibrillation")
        await pilot.press("f10")
        await pilot.pause()
        assert "Not answered: 2, 3." in seen(pilot.app)
        await (pilot.press("f10") if how == "f10" else typed(pilot, how))
        await pilot.pause()
        assert "By section" in seen(pilot.app)
        await pilot.press("escape")
        await pilot.pause()
    assert app.return_code == 0


async def test_escape_leaves_at_the_second_time_and_says_that_answers_are_saved() -> None:
    async with at_home() as pilot:
        await begun(pilot)
        await pilot.press("escape")
        await pilot.pause()
        assert "Every answer is saved" in seen(pilot.app)
        await pilot.press("escape")
        await pilot.pause()
        assert "What would you like to study?" in seen(pilot.app)


async def test_what_was_typed_and_not_entered_stays_with_its_question() -> None:
    async with at_home() as pilot:
        await begun(pilot)
        await pilot.press(*"idea", "pagedown")
        await pilot.pause()
        line = pilot.app.screen.query_one("#answer", Line)
        assert line.value == ""
        await pilot.press("enter")
        await pilot.pause()
        assert "0 answered" in seen(pilot.app)
        await pilot.press("pageup")
        await pilot.pause()
        assert line.value == "idea"
        await pilot.press("f7")
        await pilot.press(*"50*0.75", "enter")
        await pilot.pause()
        assert "50*0.75 = 37.5" in seen(pilot.app)
        assert line.value == "idea"


async def test_a_letter_that_is_no_option_is_refused_and_can_be_mended() -> None:
    async with at_home() as pilot:
        await begun(pilot)
        await pilot.press("pagedown")
        await typed(pilot, "d, x")
        assert "There is no option x" in seen(pilot.app)
        assert pilot.app.screen.query_one("#answer", Line).value == "d, x"
        await pilot.press("pageup")
        await pilot.pause()
        assert "There is no option" not in seen(pilot.app)


async def test_a_pause_covers_the_question_and_keeps_what_is_typed() -> None:
    async with at_home() as pilot:
        await begun(pilot)
        await pilot.press(*"half", "f8")
        await pilot.pause()
        text = seen(pilot.app)
        assert "paused" in text and "Which heart rhythm" not in text and "half" not in text
        await pilot.press("x", "pagedown")
        await pilot.pause()
        assert "Which heart rhythm" not in seen(pilot.app)
        await pilot.press("enter")
        await pilot.pause()
        assert "Which heart rhythm" in seen(pilot.app)
        await pilot.press("y")
        assert pilot.app.screen.query_one("#answer", Line).value == "half xy"


async def test_when_the_time_is_over_what_was_typed_and_not_entered_is_in_the_report() -> None:
    watch = Watch()
    talk = exam_talk(minutes=1, watch=watch)
    desk = FakeDesk()
    async with at_home(desk) as pilot:
        pilot.app.push_screen(ExamScreen(desk, talk, alone=False))
        await pilot.pause()
        await pilot.press(*"atrial fib")
        watch.ms = 61_000
        await pilot.press("enter")
        await pilot.pause()
        assert "The time is over." in seen(pilot.app)
        await pilot.press("n")
        await pilot.pause()
        assert "Not entered atrial fib" in seen(pilot.app)
        assert talk.report is not None and talk.report.blank == 3


async def test_an_exam_in_progress_is_gone_on_with_by_enter_and_every_one_is_listed() -> None:
    desk = FakeDesk(exams_begun=(Begun("2", 1, 10, 755_000, 90_000), Begun("1", 4, 20, None, 0)))
    async with at_home(desk) as pilot:
        await pilot.press("e")
        await pilot.pause()
        text = seen(pilot.app)
        assert "Exam 2: 1 of 10 answered, 12 minutes 35 seconds left" in text
        assert "Exam 1: 4 of 20 answered" in text
        await pilot.press("down", "enter")
        await pilot.pause()
        assert desk.resumed == ["1"]
        assert "Question 1 of 3" in seen(pilot.app)


async def test_what_is_wrong_with_a_number_is_said_below_its_line() -> None:
    async with at_home() as pilot:
        await pilot.press("e", *"999", "enter")
        await pilot.pause()
        await pilot.pause()
        shown = lines(pilot.app)
        place = next(n for n, line in enumerate(shown) if "Questions" in line)
        assert "A number from 1 to 500." in shown[place + 1]


async def test_the_report_studies_what_was_missed_and_takes_points_for_what_is_in_doubt() -> None:
    sat, _ = sitting()
    sat.answer("atrial fibrillation")
    done = report(sat)
    doubt = replace(done.rows[1].mark, outcome="unsure", provisional=True)
    also = replace(done.rows[2].mark, outcome="unsure", provisional=True)
    rows = (
        done.rows[0],
        replace(done.rows[1], mark=doubt),
        replace(done.rows[2], mark=also),
    )
    desk = FakeDesk(marks=[row.mark for row in rows])
    async with at_home(desk) as pilot:
        pilot.app.push_screen(ReportScreen(desk, replace(done, rows=rows), alone=False))
        await pilot.pause()
        await pilot.press("s")
        await pilot.pause()
        assert desk.chosen == [(("signs/list", "dose/day"), "you missed in exam 1")]
        await pilot.press("escape")
        await pilot.pause()
        pilot.app.pop_screen()
        await pilot.press("m")
        await pilot.pause()
        assert "Question 2, your answer:" in seen(pilot.app)
        await pilot.press("enter")
        await pilot.pause()
        assert "Points lie between 0 and 1" in seen(pilot.app)
        await pilot.press(*"0,5", "enter")
        await pilot.pause()
        assert desk.marks[1].by_hand
        assert "Question 3, your answer:" in seen(pilot.app)
        row = pilot.app.screen.query_one("#row-3")
        page = pilot.app.screen.query_one("#report")
        assert page.region.overlaps(row.region)
        await pilot.press("escape")
        await pilot.pause()
        await pilot.press("home")
        await pilot.pause()
        assert "1.5 of 3 points" in seen(pilot.app)


async def test_points_can_be_given_to_a_wrong_answer_and_the_top_begins_the_misses_anew() -> None:
    sat, _ = sitting()
    sat.answer("atrial fibrillation")
    sat.next()
    sat.answer("b, d")
    done = report(sat)
    desk = FakeDesk(marks=[row.mark for row in done.rows])
    async with at_home(desk, size=(60, 20)) as pilot:
        pilot.app.push_screen(ReportScreen(desk, done, alone=False))
        await pilot.pause()
        assert "m give the points yourself where you were in the right" in seen(pilot.app)
        screen = pilot.app.screen
        assert isinstance(screen, ReportScreen)
        await pilot.press("n", "n")
        await pilot.pause()
        assert screen._at == 3
        await pilot.press("home", "n")
        await pilot.pause()
        assert screen._at == 2  # the first miss, and not the one after the last
        await pilot.press("m")
        await pilot.pause()
        assert "Question 2, your answer: b, d" in seen(pilot.app)
        await pilot.press("escape", "n", "m")
        await pilot.pause()
        assert "Question 3 was not answered: there are no points to give." in seen(pilot.app)
