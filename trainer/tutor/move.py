"""What the learner may do in a turn: answer, or one of a few moves, by word or by key."""

from __future__ import annotations

from enum import StrEnum


class Move(StrEnum):
    """Everything a learner can do. Front ends bind keys to these; words are read by `read_move`."""

    ANSWER = "answer"
    REPEAT = "repeat"
    HINT = "hint"
    UNKNOWN = "unknown"
    WHY = "why"
    SKIP = "skip"
    UNDO = "undo"
    REDO = "redo"
    DISPUTE = "dispute"
    EASY = "easy"
    PROGRESS = "progress"
    HELP = "help"
    COMPARE = "compare"
    TEACH = "teach"
    REPORT = "report"
    NOTE = "note"
    KNOWN = "known"
    HARDER = "harder"
    SLOWER = "slower"
    OTHER = "another topic"
    TOPIC = "topic"
    WHO = "who"
    CLARIFY = "clarify"
    STOP = "stop"


TAKES_WORDS = {"note": Move.NOTE, "report": Move.REPORT, "topic": Move.TOPIC, "teach": Move.TEACH}
"""Moves that may be followed by a colon and words: "note: mind the unit"."""


WORDS: dict[Move, tuple[str, ...]] = {
    Move.HINT: ("hint", "h", "help me", "a hint", "hint please", "give me a hint", "clue",
                "a clue", "give me a clue", "i need a hint", "i need help"),
    Move.UNKNOWN: ("i don't know", "i dont know", "don't know", "dont know", "idk", "no idea",
                   "dunno", "not sure", "i have no idea", "pass", "?", "i give up", "give up",
                   "tell me", "tell me the answer", "show me the answer", "what is the answer",
                   "what is the answer?"),
    Move.WHY: ("why", "why?", "explain", "source", "show me the source"),
    Move.SKIP: ("skip", "next", "later", "skip it"),
    Move.UNDO: ("undo", "take that back", "take it back", "go back", "back", "previous",
                "previous question"),
    Move.REDO: ("redo",),
    Move.DISPUTE: ("i was right", "dispute", "that was right"),
    Move.EASY: ("that was easy", "easy", "too easy"),
    Move.PROGRESS: ("how am i doing", "how am i doing?", "progress", "stats"),
    Move.HELP: ("help", "commands", "what can i say", "what can i say?"),
    Move.COMPARE: ("compare", "show both", "what is the difference", "what's the difference"),
    Move.TEACH: ("teach", "teach it", "that is another name for it"),
    Move.REPORT: ("report", "report this", "report this question", "this question is wrong"),
    Move.NOTE: ("note", "my note"),
    Move.KNOWN: ("i know this", "i know this one", "never ask this again"),
    Move.HARDER: ("harder", "something harder", "make it harder"),
    Move.SLOWER: ("slower", "slow down", "no new ones", "nothing new"),
    Move.OTHER: ("another topic", "something else", "change the topic", "other topic"),
    Move.TOPIC: ("topic", "topics"),
    Move.WHO: ("who are you", "who are you?", "what are you", "what are you?", "are you human",
               "are you human?", "are you a human", "are you a human?", "are you a person",
               "are you a person?", "are you real", "are you real?", "are you a robot",
               "are you a robot?", "are you a bot", "are you a bot?", "are you an ai",
               "are you an ai?"),
    Move.CLARIFY: ("what?", "what", "huh", "huh?", "pardon", "pardon?", "sorry?",
                   "what do you mean", "what do you mean?",
                   "what does it mean", "what does it mean?",
                   "what does that mean", "what does that mean?", "i don't understand",
                   "i dont understand", "i don't understand the question",
                   "what is the question", "what is the question?", "what is asked",
                   "what is asked?", "what do you want to know?"),
    Move.STOP: ("stop", "quit", "exit", "bye", "i'm done", "im done", "enough", "q", "end",
                "finish", "leave", "close", "menu", "home", "go home", "main menu"),
}  # fmt: skip

_BY_WORD = {word: move for move, words in WORDS.items() for word in words}


def read_move(typed: str, accepted: frozenset[str] = frozenset()) -> Move:
    """Say what was meant by `typed`.

    A command is the bare words, or a slash and a word ("/hint"). Bare words that are an accepted
    answer of the open question are an answer: `accepted` holds these, in lower case.
    """
    bare = " ".join(typed.split()).casefold().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    if not bare:
        return Move.REPEAT
    if bare.startswith("/"):
        return _BY_WORD.get(bare[1:].strip(), Move.HELP)
    bare = bare.rstrip(".!")
    if bare in accepted:
        return Move.ANSWER
    head, colon, rest = bare.partition(":")
    if colon and rest.strip() and head.strip() in TAKES_WORDS:
        return TAKES_WORDS[head.strip()]
    return _BY_WORD.get(bare, Move.ANSWER)


def words_of(typed: str) -> str:
    """What stands behind the colon of "note: mind the unit"; empty without one."""
    head, colon, rest = " ".join(typed.split()).lstrip("/").partition(":")
    return rest.strip() if colon and head.casefold().strip() in TAKES_WORDS else ""
