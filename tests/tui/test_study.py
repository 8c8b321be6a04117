"""A study session as a person holds it: what is typed, what is pressed, what is seen."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

import pytest
from textual import events
from textual.widgets import Input

from tests.tui.fake import QUESTIONS, FakeConversation, FakeDesk, question
from tests.tui.journey import answer, quickly, studying
from tests.tui.screen_text import lines, right_of, seen
from trainer.tui.study import transcript
from trainer.tui.study.prompt import Prompt
from trainer.tui.study.side import SidePanel
from trainer.tui.study.status import told_progress
from trainer.tui.study.transcript import Transcript
from trainer.tui.study.turns.evidence import unmarked
from trainer.tui.study.turns.verdict import blocks
from trainer.tutor.move import Move
from trainer.tutor.turn import Mood, Role, Standing, Turn, TurnKind


async def test_the_first_screen_shows_the_question_and_the_prompt_has_the_focus() -> None:
    async with studying() as pilot:
        assert "What is the usual maximum daily dose of oral fictamine?" in seen(pilot.app)
        assert "Type your answer" in seen(pilot.app)
        assert isinstance(pilot.app.focused, Prompt)


async def test_a_wrong_answer_is_said_to_be_so_in_words_with_the_line_it_rests_on() -> None:
    async with studying() as pilot:
        await answer(pilot, "100 mg a day")
        text = seen(pilot.app)
        assert "❯ 100 mg a day" in text
        assert "✗ Not right." in text
        assert "The answer: 80 mg per day." in text
        assert "Line 10 Usual maximum: 80 mg per day in divided doses." in text
        assert "What is the daily dose on day 4?" in text


async def test_an_unsafe_answer_is_named_unsafe() -> None:
    async with studying() as pilot:
        await answer(pilot, "800 mg")
        assert "! Unsafe Careful: acting on that would be unsafe." in seen(pilot.app)


async def test_a_calculation_shows_its_steps_numbered() -> None:
    async with studying() as pilot:
        await answer(pilot, "80 mg per day")
        await answer(pilot, "45 mg")
        assert "1 Start with 15 mg per day." in seen(pilot.app)
        assert "2 Add 15 mg after 3 days: 30 mg per day." in seen(pilot.app)


@pytest.mark.parametrize(
    ("key", "move", "words"),
    [
        ("f3", Move.HINT, "Hint It is an amount per day."),
        ("f4", Move.UNKNOWN, "Here it is: 80 mg per day."),
        ("f5", Move.WHY, "Higher doses add weakness and no relief."),
        ("f6", Move.SKIP, "Skipped; it comes again later."),
        ("ctrl+z", Move.UNDO, "Taken back. Here it is again."),
        ("escape", Move.STOP, "That is all for now"),
    ],
)
async def test_each_move_has_a_key_that_works_while_one_types(
    key: str, move: Move, words: str
) -> None:
    desk = FakeDesk()
    async with studying(desk) as pilot:
        await pilot.press(key)
        await pilot.pause()
        assert desk.conversation.moves == [move]
        assert words in seen(pilot.app)


async def test_a_move_by_key_leaves_the_typed_words_alone() -> None:
    async with studying() as pilot:
        await pilot.press("8", "0", "f3")
        assert pilot.app.screen.query_one(Prompt).value == "80"


async def test_an_empty_enter_asks_again() -> None:
    desk = FakeDesk()
    async with studying(desk) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        assert desk.conversation.moves == [Move.REPEAT]
        assert seen(pilot.app).count("What is the usual maximum daily dose") == 2


async def test_keys_that_are_typed_are_letters_and_not_commands() -> None:
    async with studying() as pilot:
        await pilot.press("q", "?", "space", "1", "k")
        assert pilot.app.screen.query_one(Prompt).value == "q? 1k"


async def test_typing_with_the_focus_elsewhere_lands_in_the_prompt() -> None:
    async with studying() as pilot:
        pilot.app.screen.set_focus(None)
        await pilot.press("8", "0")
        assert pilot.app.screen.query_one(Prompt).value == "80"
        assert isinstance(pilot.app.focused, Prompt)


async def test_what_was_typed_before_the_screen_stood_is_not_lost() -> None:
    async with studying() as pilot:
        for letter in "8 mg":
            pilot.app.screen.post_message(events.Key("space" if letter == " " else letter, letter))
        await pilot.pause()
        assert pilot.app.screen.query_one(Prompt).value == "8 mg"


async def test_a_click_on_the_transcript_does_not_take_the_focus() -> None:
    async with studying() as pilot:
        await pilot.click(Transcript, offset=(5, 5))
        await pilot.press("x")
        assert pilot.app.screen.query_one(Prompt).value == "x"


async def test_words_that_could_not_be_kept_are_back_in_the_prompt() -> None:
    desk = FakeDesk(FakeConversation(fail_next=True))
    async with studying(desk) as pilot:
        await answer(pilot, "80 mg per day")
        assert "progress.db: the disk is full. Free some space" in seen(pilot.app)
        assert pilot.app.screen.query_one(Prompt).value == "80 mg per day"
        await pilot.press("enter")
        await pilot.pause()
        assert desk.conversation.heard == ["80 mg per day"]


async def test_an_option_is_picked_by_mouse_and_sent_by_enter() -> None:
    desk = FakeDesk(FakeConversation(questions=QUESTIONS[2:]))
    async with studying(desk) as pilot:
        row = next(n for n, line in enumerate(lines(pilot.app)) if "Rheumatic" in line)
        await pilot.click(offset=(8, row))
        assert pilot.app.screen.query_one(Prompt).value == "Rheumatic disorders"
        await pilot.press("enter")
        await pilot.pause()
        assert "✓ Right" in seen(pilot.app)


async def test_the_footer_can_be_clicked() -> None:
    desk = FakeDesk()
    async with studying(desk) as pilot:
        row = len(lines(pilot.app)) - 1
        await pilot.click(offset=(lines(pilot.app)[row].index("Hint"), row))
        await pilot.pause()
        assert desk.conversation.moves == [Move.HINT]


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_the_footer_shows_help_first_and_every_entry_whole(size: tuple[int, int]) -> None:
    async with studying(size=size) as pilot:
        footer = lines(pilot.app)[-1].strip()
        assert footer.startswith("f1 Help")
        assert footer.endswith("esc Stop")
        for entry in ("f3 Hint", "f4 Don't know", "f5 Why", "f6 Skip"):
            assert entry in footer


async def test_up_and_down_recall_what_was_typed_and_keep_the_unsent_line() -> None:
    async with studying() as pilot:
        await answer(pilot, "first")
        await answer(pilot, "second")
        prompt = pilot.app.screen.query_one(Prompt)
        await pilot.press("n", "up")
        assert prompt.value == "second"
        await pilot.press("up", "up")
        assert prompt.value == "first"
        await pilot.press("down", "down")
        assert prompt.value == "n"


async def test_a_pasted_text_of_several_lines_is_kept_whole() -> None:
    async with studying() as pilot:
        pilot.app.screen.query_one(Prompt).post_message(events.Paste("rebound spasticity\nfever\n"))
        await pilot.pause()
        assert pilot.app.screen.query_one(Prompt).value == "rebound spasticity fever"


async def test_the_end_is_a_summary_and_enter_leaves() -> None:
    desk = FakeDesk(FakeConversation(questions=QUESTIONS[:1]))
    async with studying(desk) as pilot:
        await answer(pilot, "80 mg per day")
        assert "1 answered, 1 right at once" in seen(pilot.app)
        assert "enter Leave" in seen(pilot.app)
        assert "Hint" not in lines(pilot.app)[-1]
        await pilot.press("enter")
        await pilot.pause()
    assert pilot.app.return_value == 0


async def test_undo_after_the_summary_goes_on() -> None:
    desk = FakeDesk(FakeConversation(questions=QUESTIONS[:1]))
    async with studying(desk) as pilot:
        await answer(pilot, "80 mg per day")
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert "Type your answer" in seen(pilot.app)
        assert "f3 Hint" in lines(pilot.app)[-1]


async def test_a_long_session_shows_the_newest_and_keeps_a_bounded_page(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(transcript, "KEPT", 30)
    many = [question(f"Question number {n}?", "yes", 10) for n in range(30)]
    async with studying(FakeDesk(FakeConversation(questions=many))) as pilot:
        for n in range(25):
            await quickly(pilot, "f4", 1)
            assert f"Question number {n + 1}?" in seen(pilot.app)
        await quickly(pilot, "pageup", 20)
        oldest = int(re.findall(r"Question number (\d+)\?", seen(pilot.app))[0])
        assert 10 < oldest < 24
        assert "Question number 1?" not in seen(pilot.app)


async def test_reading_back_stays_where_it_is_when_the_width_changes() -> None:
    many = [question(f"Question number {n} about a long sentence to wrap?", "yes", 10)
            for n in range(30)]  # fmt: skip
    async with studying(FakeDesk(FakeConversation(questions=many)), (120, 40)) as pilot:
        await quickly(pilot, "f4", 20)
        await quickly(pilot, "pageup", 2)
        first = next(line for line in lines(pilot.app)[2:] if "Question number" in line)
        words = first.split("Question number")[1].split()[0]
        await pilot.resize_terminal(62, 40)
        await pilot.pause()
        assert f"Question number {words} " in seen(pilot.app)
        assert "Question number 20 " not in seen(pilot.app)


async def test_selected_words_are_copied_without_bars_and_in_whole_paragraphs() -> None:
    async with studying() as pilot:
        await answer(pilot, "100 mg a day")
        rows = lines(pilot.app)
        above = next(n for n, line in enumerate(rows) if "100 mg a day" in line)
        below = next(n for n, line in enumerate(rows) if "stated. What is the daily" in line)
        await pilot.mouse_down(offset=(2, above))
        await pilot.hover(offset=(70, below))
        await pilot.mouse_up(offset=(70, below))
        copied = pilot.app.screen.get_selected_text()
        assert copied is not None
        assert "100 mg a day" in copied
        assert "Not right.\nThe answer: 80 mg per day." in copied
        assert "the dose is increased as stated. What is the daily dose on day 4?" in copied
        assert "\u258c" not in copied


async def test_page_up_reads_back_and_the_next_answer_returns_to_the_end() -> None:
    many = [question(f"Question number {n}?", "yes", 10) for n in range(30)]
    async with studying(FakeDesk(FakeConversation(questions=many))) as pilot:
        await quickly(pilot, "f4", 12)
        await quickly(pilot, "pageup", 4)
        await pilot.pause()
        assert "Question number 12?" not in seen(pilot.app)
        await answer(pilot, "yes")
        assert "Question number 13?" in seen(pilot.app)


async def test_a_wide_screen_shows_the_monograph_only_after_the_answer() -> None:
    async with studying(size=(120, 40)) as pilot:
        assert "appear here once you have answered" in right_of(pilot.app, 80)
        assert "divided doses" not in seen(pilot.app)
        await answer(pilot, "100 mg")
        assert "▸ 10 Usual maximum: 80 mg per day in divided doses." in right_of(pilot.app, 80)


async def test_the_panel_covers_the_line_of_the_open_question() -> None:
    async with studying(size=(120, 40)) as pilot:
        await answer(pilot, "100 mg")  # now line 9 is asked, beside the line just shown
        assert "9 (hidden until you answer)" in seen(pilot.app)
        assert "every 3 days" not in seen(pilot.app)


async def test_resizing_loses_nothing() -> None:
    async with studying(size=(120, 40)) as pilot:
        await answer(pilot, "100 mg")
        await pilot.press("4", "5")
        for size in ((60, 20), (120, 40), (80, 24)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert "What is the daily dose on day 4?" in seen(pilot.app)
            assert "Not right" in seen(pilot.app)
            assert pilot.app.screen.query_one(Prompt).value == "45"


async def test_a_screen_made_wide_gets_its_panel() -> None:
    async with studying() as pilot:
        await answer(pilot, "100 mg")
        assert not pilot.app.screen.query(SidePanel)
        await pilot.resize_terminal(120, 40)
        await pilot.pause()
        await pilot.pause()
        assert "In the monograph" in seen(pilot.app)
        assert "▸ 10" in seen(pilot.app)


async def test_the_cursor_does_not_blink() -> None:
    async with studying() as pilot:
        assert pilot.app.screen.query_one(Input).cursor_blink is False


async def test_a_conversation_is_written_to_a_file_line_by_line() -> None:
    desk = FakeDesk()
    async with studying(desk) as pilot:
        await answer(pilot, "5 mg [b]three[/b] times daily")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "Written to 2026-11-23-1.txt" in seen(pilot.app)
        assert "You: 5 mg [b]three[/b] times daily" in desk.saved
        assert desk.saved[0].startswith("Tutor: ")


async def test_a_screen_that_fails_to_draw_fails_after_the_answer_was_heard(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("the page cannot be drawn")

    desk = FakeDesk()
    with pytest.raises(RuntimeError, match="cannot be drawn"):
        async with studying(desk) as pilot:
            monkeypatch.setattr(Transcript, "say", fail)
            await answer(pilot, "80 mg per day")
    assert desk.conversation.heard == ["80 mg per day"]


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (130, 40)])
async def test_the_page_looks_as_if_the_library_drew_it(size: tuple[int, int]) -> None:
    async with studying(size=size) as pilot:
        for typed in ("100 mg", "45 mg", "x"):
            await answer(pilot, typed)
            page = pilot.app.screen.query_one(Transcript)
            whole = page.region.size.region
            drawn = [strip.text for strip in page.render_lines(whole)]
            margin = page.styles.padding
            assert len(drawn) == whole.height
            assert all(strip.cell_length == whole.width for strip in page.render_lines(whole))
            assert all(line[: margin.left].isspace() for line in drawn)
            assert not any(line.strip() for line in drawn[whole.height - margin.bottom :])
            part = whole.shrink((1, 2, 1, 2))
            inside = [strip.text for strip in page.render_lines(part)]
            assert inside == [line[2:-2] for line in drawn[1:-1]]


async def test_what_was_answered_steps_back_behind_the_open_question() -> None:
    async with studying() as pilot:
        await answer(pilot, "100 mg")
        page = pilot.app.screen.query_one(transcript.Transcript)
        asked = [line for line in page._lines if line.block.bar_style in ("$primary", "$line")]
        looks = list(dict.fromkeys(line.block.bar_style for line in asked))
        assert looks == ["$line", "$primary"]
        assert all("bold" not in str(line.laid.content.spans) for line in asked[:1])


async def test_giving_up_by_key_is_shown_as_said_and_has_a_badge_of_its_own() -> None:
    async with studying() as pilot:
        await pilot.press("f4")
        await pilot.pause()
        assert "❯ I don't know" in seen(pilot.app)


@pytest.mark.parametrize(
    ("mood", "line", "shown"),
    [
        (Mood.WRONG, "Not right this time.", "✗ Not right this time."),
        (Mood.WRONG, "Not right.", "✗ Not right."),
        (Mood.PARTIAL, "Partly right: 2 of 4.", "◐ Partly right: 2 of 4."),
        (Mood.RIGHT, "Right, with a hint.", "✓ Right, with a hint."),
        (Mood.UNSAFE, "Unsafe. That would harm.", " ! Unsafe   That would harm."),
        (Mood.WRONG, "That is not it.", "✗ Not right  That is not it."),
    ],
)
def test_the_words_of_a_verdict_keep_their_spaces_behind_the_sign(
    mood: Mood, line: str, shown: str
) -> None:
    (block, *_) = blocks(Turn(Role.TUTOR, TurnKind.VERDICT, (line,), mood))
    assert block.items[0].mark.plain + block.items[0].body.plain == shown


@pytest.mark.parametrize("width", [60, 80, 120])
def test_what_comes_again_is_counted_at_every_width(width: int) -> None:
    standing = Standing(4, 1, 15, 15, 1, "Fictamine", done=1, again=4)
    assert told_progress(standing, width).plain.startswith("1 of 20")
    assert "· 4 to repeat" in told_progress(standing, width).plain


async def test_after_the_summary_a_key_asks_again_what_was_missed() -> None:
    @dataclass
    class Missed(FakeConversation):
        def standing(self) -> Standing:
            return replace(super().standing(), missed=2)

    desk = FakeDesk(conversation=Missed())
    async with studying(desk) as pilot:
        assert "Study missed" not in seen(pilot.app)
        await pilot.press("escape")
        await pilot.pause()
        assert "f6 Study missed" in seen(pilot.app)
        assert "Enter leaves; F6 asks again what was missed" in seen(pilot.app)
        await pilot.press("f6")
        await pilot.pause()
        assert desk.conversation.moves[-1] is Move.MISSED


def test_the_marks_of_the_monographs_file_are_never_shown() -> None:
    assert unmarked("- Intrathecal administration <!-- editor -->") == "Intrathecal administration"
    assert unmarked("<!-- editor -->") == ""
