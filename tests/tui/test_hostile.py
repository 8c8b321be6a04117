"""Text of strangers through every widget: shown as it stands, nothing executed, no crash."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events

from tests.tui.fake import HOME, FakeConversation, FakeDesk, question
from tests.tui.journey import answer, at_home, studying
from tests.tui.screen_text import seen
from trainer.errors import StorageError
from trainer.tui.flash import Flash
from trainer.tutor.home import DeckStanding, HomeView
from trainer.tutor.move import Move
from trainer.tutor.turn import Mood, Role, SourceLine, Standing, Turn, TurnKind

HOSTILE = {
    "closing tag": "[/]",
    "unit in brackets": "IC50 [mg] of [QT]c",
    "unknown closing tag": "[/nope] [B]",
    "action link": "[@click=app.quit]x[/]",
    "style": "[$error]x[/] [bold red on",
    "backslashes": "\\[b]x\\",
    "escape sequence": "a\x1b[2Jb\x1b]0;title\x07c\x9b1m",
    "bidirectional override": "dose \u202egm 05\u202c daily",
    "long word": "x" * 5_000,
    "long text": "five mg " * 625,
    "wide characters": "バクロフェン 5 mg 毎日三回",
    "emoji": "💊 take 👩‍⚕️ daily ⚠️",
    "combining": "e\u0301\u0323 q\u0307",
    "line ends": "one\r\ntwo\nthree\ttab",
    "nothing": "",
}


@dataclass
class Hostile(FakeConversation):
    """Says one text in every place that a turn has."""

    text: str = ""

    def open(self) -> tuple[Turn, ...]:
        return self.take(Move.REPEAT)

    def hear(self, typed: str) -> tuple[Turn, ...]:
        return (Turn(Role.LEARNER, TurnKind.ANSWER, (typed,)), *self.take(Move.REPEAT))

    def take(self, move: Move) -> tuple[Turn, ...]:
        text = self.text
        asked = question(text, text, 10, options=(text, "other"))
        source, steps = (SourceLine(10, text),), (text, text)
        return (
            *(
                Turn(Role.TUTOR, kind, (text, text), Mood.UNSAFE, source, steps, (text,), asked)
                for kind in TurnKind
            ),
            Turn(Role.TUTOR, TurnKind.SUMMARY, ()),
            Turn(Role.TUTOR, TurnKind.HINT, ()),
            Turn(Role.TUTOR, TurnKind.VERDICT, (), Mood.RIGHT),
        )

    def standing(self) -> Standing:
        return Standing(1, 1, 3, 1, 1, deck=self.text, section=self.text)


@dataclass
class HostileDesk(FakeDesk):
    """A home and a monograph full of one text."""

    text: str = ""

    def home(self) -> HomeView:
        deck = DeckStanding(self.text, self.text, 1, 1, 1, 9, next_due=self.text)
        broken = DeckStanding("b", self.text, 0, 0, 0, 0, problem=self.text)
        return HomeView((deck, broken, *HOME.decks), 1, 1, True, notices=(self.text,))

    def source(self, deck: str) -> tuple[str, ...]:
        return (self.text,) * 12


async def test_hostile_text_is_only_text_in_a_conversation() -> None:
    conversation = Hostile()
    desk = HostileDesk(conversation=conversation)
    async with studying(desk, (120, 40)) as pilot:
        for name, text in HOSTILE.items():
            conversation.text = desk.text = text
            pilot.app.screen.query_one(Flash).say(text)
            await answer(pilot, text)
            _check(seen(pilot.app), name)
        await pilot.click(offset=(6, 20))
        assert pilot.app.is_running


async def test_hostile_text_is_only_text_at_home() -> None:
    desk = HostileDesk()
    async with at_home(desk, (120, 40)) as pilot:
        for name, text in HOSTILE.items():
            desk.text = text
            pilot.app.screen.post_message(events.ScreenResume())
            await pilot.pause()
            _check(seen(pilot.app), name)
        await pilot.click(offset=(6, 6))
        assert pilot.app.is_running


async def test_an_error_with_hostile_words_is_a_sentence() -> None:
    class Failing(FakeConversation):
        def hear(self, typed: str) -> tuple[Turn, ...]:
            raise StorageError(f"cannot keep {typed}", where="[@click=app.quit]db[/]")

    async with studying(FakeDesk(Failing())) as pilot:
        await answer(pilot, "[/] \u202e")
        assert "[@click=app.quit]db[/]: cannot keep [/] \ufffd." in seen(pilot.app)


def _check(shown: str, name: str) -> None:
    for unsafe in ("\x1b", "\x9b", "\x07", "\u202e", "\u202c"):
        assert unsafe not in shown, name
    text = HOSTILE[name]
    if len(text) < 30 and text.isascii() and text.isprintable():
        assert text in shown, name
