"""The study screen: the transcript, the prompt below it, and what the keys do."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from threading import Thread
from typing import ClassVar

from textual import events, getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.screen import Screen
from textual.widgets import Static

from trainer.errors import TrainerError
from trainer.questions.question import Question
from trainer.tui.desk import Conversation, Desk
from trainer.tui.flash import Flash
from trainer.tui.ground import Column, Ground, Row
from trainer.tui.keybar import KeyBar
from trainer.tui.sizes import WIDE
from trainer.tui.study.prompt import Prompt
from trainer.tui.study.side import SidePanel
from trainer.tui.study.status import Status
from trainer.tui.study.transcript import Transcript
from trainer.tui.study.turns.trouble import trouble
from trainer.tui.wishes import OpenCalculator
from trainer.tutor.move import COMMANDS, Move
from trainer.tutor.turn import SPEAKER, Turn, TurnKind, learner_turn, turn_lines

_SAID = frozenset({Move.UNKNOWN, Move.SKIP, Move.DISPUTE})
"""Moves that are shown as if they had been typed: what follows is an answer to them."""
_FORESEEN = 60  # characters: marking a longer text would hold up the next letter
_TELLING = frozenset({TurnKind.VERDICT, TurnKind.REVEAL, TurnKind.WHY})
_AFTERWARDS = frozenset({Move.UNDO, Move.REDO, Move.WHY, Move.DISPUTE, Move.PROGRESS})


def _move(key: str, move: Move, label: str, tooltip: str, *, show: bool = True) -> Binding:
    return Binding(
        key,
        f"move('{move}')",
        label,
        show=show,
        id=f"study.{move.replace(' ', '-')}",
        tooltip=tooltip,
    )


class StudyScreen(Screen[None], Ground):
    """One study session. `alone` says that it was started by itself: leaving it ends the program.
    `opening` holds the first turns, if the conversation was opened before.

    Whatever is typed or pressed goes to the conversation, which has kept it before its turns come
    back; the screen only draws them. A TrainerError of the conversation's opening is raised.
    """

    CSS_PATH = "study.tcss"
    AUTO_FOCUS = "Prompt"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "app.help", "Help", id="app.help", tooltip="Keys, and words you can type"),
        _move("f3", Move.HINT, "Hint", "A hint; each one lowers what the answer is worth"),
        _move("f4", Move.UNKNOWN, "Don't know", "Say that you do not know, and be taught"),
        _move("f5", Move.WHY, "Why", "The reason, with the monograph's line"),
        _move("f6", Move.SKIP, "Skip", "Leave this question for later; free before an answer"),
        _move("ctrl+z", Move.UNDO, "Undo", "Take back the last answer"),
        _move("f6", Move.MISSED, "Study missed", "What was missed in this sitting, until right"),
        Binding(
            "f7", "calculator", "Calculator", show=False, id="study.calculator",
            tooltip="The calculator with this deck's rules; the question waits",
        ),
        Binding(
            "escape", "stop", "Stop", id="study.stop",
            tooltip="Clear the prompt; when it is empty, end with a summary",
        ),
        Binding(
            "escape", "leave", "Leave", id="study.leave", key_display="enter",
            tooltip="Leave this conversation; Enter does it too",
        ),
        _move("ctrl+y", Move.REDO, "Redo", "Bring back what was undone", show=False),
        _move("f8", Move.PROGRESS, "Progress", "How you are doing", show=False),
        _move("f9", Move.DISPUTE, "I was right", "Say that the last verdict was wrong", show=False),
        _move("f10", Move.COMPARE, "Compare", "What you gave beside what was asked", show=False),
        _move("f11", Move.KNOWN, "I know this", "Never ask this card again", show=False),
        _move("ctrl+g", Move.EASY, "Easy", "Let it come back less often", show=False),
        _move("ctrl+o", Move.OTHER, "Another topic", "Leave this topic for a while", show=False),
        _move("ctrl+l", Move.SLOWER, "Slower", "Nothing new in this session", show=False),
        _move("ctrl+r", Move.HARDER, "Harder", "Cases and calculations first", show=False),
        Binding(
            "ctrl+s", "save", "Save conversation", show=False, id="study.save",
            tooltip="Write this conversation to a text file",
        ),
    ]  # fmt: skip

    transcript = getters.query_one(Transcript)
    prompt = getters.query_one(Prompt)

    def __init__(
        self,
        desk: Desk,
        conversation: Conversation,
        opening: tuple[Turn, ...] | None = None,
        *,
        alone: bool,
    ) -> None:
        super().__init__()
        self.conversation = conversation
        self._opening = conversation.open() if opening is None else opening
        self._said: list[Turn] = list(self._opening)
        self._desk = desk
        self._alone = alone
        self._passage: tuple[str, tuple[int, ...]] | None = None  # deck, lines
        self._steps: tuple[str, ...] = ()
        self._about = conversation.question.deck if conversation.question else ""

    def compose(self) -> ComposeResult:
        yield Status()
        with Row(id="desk"):
            with Column(id="conversation"):
                yield Transcript(self._opening)
                yield Flash()
                with Horizontal(id="prompt-line"):
                    yield Static("❯", id="prompt-mark", markup=False)
                    yield Prompt(self._send)
            if self.app.size.width >= WIDE:
                yield SidePanel()
        yield KeyBar()

    def on_mount(self) -> None:
        self._show_standing()
        self.call_after_refresh(self._prepare)

    def _prepare(self) -> None:
        """Load the grader while the first question is read, so that its answer does not wait."""
        Thread(target=_quietly, args=(self.conversation.prepare,), daemon=True).start()

    async def on_resize(self, event: events.Resize) -> None:
        if event.size.width >= WIDE and not self.query(SidePanel):
            await self.query_one("#desk").mount(SidePanel())
            self._show_beside()

    # What the learner does

    def _send(self) -> None:
        if self.conversation.finished and not self.prompt.value.strip():
            self.action_leave()
            return
        typed = self.prompt.take()
        self._exchange(lambda: self.conversation.hear(typed), typed)

    def on_input_changed(self) -> None:
        """What can be done of an answer before it is given is done while it is typed."""
        self.call_after_refresh(self._foresee)

    def _foresee(self) -> None:
        typed = self.prompt.value
        if 0 < len(typed) <= _FORESEEN:
            _quietly(lambda: self.conversation.foresee(typed))

    def action_move(self, name: str) -> None:
        """Make a move by key; what stands in the prompt stays there."""
        move = Move(name)
        said = (learner_turn(COMMANDS[move]),) if move in _SAID else ()
        self._exchange(lambda: (*said, *self.conversation.take(move)))

    def action_stop(self) -> None:
        """Clear the prompt; or, if it is empty, end the session."""
        if self.prompt.value:
            self.prompt.take()
        else:
            self._exchange(lambda: self.conversation.take(Move.STOP))

    def action_calculator(self) -> None:
        """Open the calculator over the question."""
        question = self.conversation.question
        asked = frozenset(question.lines if question else ())
        if self._about:
            title = self.conversation.standing().deck
            self.post_message(OpenCalculator(self._about, title, asked))

    def action_save(self) -> None:
        """Write the conversation to a file and say where."""
        lines = [
            f"{SPEAKER[turn.role]}: {line}" for turn in self._said for line in turn_lines(turn)
        ]
        try:
            path = self._desk.save_conversation(lines)
        except TrainerError as error:
            self.query_one(Flash).say(str(error))
        else:
            self.query_one(Flash).say(f"Written to {path}")

    def action_page(self, direction: int) -> None:
        """Scroll the transcript by a page, up (-1) or down (1)."""
        if direction < 0:
            self.transcript.scroll_page_up(animate=False)
        else:
            self.transcript.scroll_page_down(animate=False)

    def on_transcript_picked(self, event: Transcript.Picked) -> None:
        self.prompt.put(event.text)
        self.prompt.focus()

    def on_key(self, event: events.Key) -> None:
        """Typing lands in the prompt, wherever the focus is, and however early it comes.

        A letter that the prompt has taken does not get here.
        """
        if event.is_printable and event.character:
            event.stop()
            self.prompt.focus()
            self.prompt.insert_text_at_cursor(event.character)

    # What the tutor says

    def _exchange(self, speak: Callable[[], tuple[Turn, ...]], typed: str = "") -> None:
        asked = self.conversation.question
        self._about = asked.deck if asked else self._about
        try:
            turns = speak()
        except TrainerError as error:
            self.transcript.add(trouble(error, typed=bool(typed)))
            if typed:
                self.prompt.put(typed)
            return
        self._said += turns
        self.transcript.say(*turns)
        self._remember(turns, asked)
        self.call_after_refresh(self._show_around)

    def _remember(self, turns: tuple[Turn, ...], asked: Question | None) -> None:
        """Keep what the last telling turn rests on, for the side panel."""
        for turn in turns:
            about = turn.question or asked
            if turn.kind in _TELLING and about is not None:
                self._steps = turn.steps
                if turn.source:
                    self._passage = (about.deck, tuple(line.number for line in turn.source))

    def _show_around(self) -> None:
        """What nobody waits for: it is drawn once the next question can be read."""
        self._show_standing()
        self._show_beside()

    def _show_standing(self) -> None:
        self.query_one(Status).standing = self.conversation.standing()
        if self.conversation.finished != self.has_class("-finished"):
            self.set_class(self.conversation.finished, "-finished")
            self.refresh_bindings()
        self.prompt.placeholder = self._invitation()

    def _invitation(self) -> str:
        if not self.conversation.finished:
            return "Type your answer"
        missed = self.conversation.standing().missed
        return "Enter leaves; F6 asks again what was missed" if missed else "Enter leaves"

    def _show_beside(self) -> None:
        panel = self.query(SidePanel)
        if not panel:
            return
        side = panel.first()
        side.show_standing(self.conversation.standing())
        side.show_steps(self._steps)
        if self._passage is not None:
            deck, lines = self._passage
            question = self.conversation.question
            asked = question.lines if question is not None and question.deck == deck else ()
            side.show_passage(self._desk.source(deck), lines, asked)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Moves that mean nothing after the summary are not offered, nor leaving before it."""
        finished = self.conversation.finished
        if action == "move" and parameters[0] == Move.MISSED:
            return finished and bool(self.conversation.standing().missed)
        if action == "move" and finished:
            return parameters[0] in _AFTERWARDS
        if action in ("stop", "leave"):
            return finished == (action == "leave")
        return True

    def action_leave(self) -> None:
        """Go home, or end the program if there is no home below."""
        if self._alone:
            self.app.exit(0)
        else:
            self.app.pop_screen()


def _quietly(load: Callable[[], None]) -> None:
    """What fails here fails again at the first answer, which says so."""
    with contextlib.suppress(Exception):
        load()
