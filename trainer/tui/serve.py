"""The screens in a browser on this machine, by textual-serve: a process and a folder a visitor.

It listens on the loopback address alone. A visitor is known by a cookie; requests whose Host or
Origin is another name are refused, so that no page elsewhere can reach in.
"""

from __future__ import annotations

import contextvars
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from trainer.settings import ensure

LOOPBACK = "127.0.0.1"
_COOKIE = "trainer_visitor"
_TEN_YEARS = 10 * 365 * 86_400
_NAME = re.compile(r"[0-9a-f]{32}")
_HOSTS = ("127.0.0.1", "localhost")
_visitor: contextvars.ContextVar[str] = contextvars.ContextVar("visitor")


def serve(
    command: str, homes: Path, port: int, new_name: Callable[[], str], say: Callable[[str], None]
) -> None:
    """Serve `command` until Ctrl+C; the data of each visitor lies in a folder under `homes`.

    `new_name` gives 32 fresh hexadecimal digits; `say` is told where to look. Raises ImportError if
    the extra is not installed.
    """
    import textual_serve.server as serving
    from aiohttp import web
    from textual_serve.app_service import AppService

    class VisitorService(AppService):
        """One visitor's process."""

        def _build_environment(self, width: int = 80, height: int = 24) -> dict[str, str]:
            environment: dict[str, str] = super()._build_environment(width, height)
            return {**environment, "TRAINER_HOME": str(ensure(homes / _visitor.get()))}

    @web.middleware
    async def guard(request: Any, handler: Any) -> Any:
        if not allowed(request.host, request.headers.get("Origin")):
            raise web.HTTPForbidden(text="This is served on this machine only.")
        known = request.cookies.get(_COOKIE, "")
        name = known if _NAME.fullmatch(known) else new_name()
        _visitor.set(name)
        response = await handler(request)
        if name != known and not response.prepared:
            response.set_cookie(_COOKIE, name, max_age=_TEN_YEARS, httponly=True, samesite="Strict")
        return response

    class VisitorServer(serving.Server):
        """The server with its guard, and without the library's greeting."""

        async def _make_app(self) -> Any:
            app = await super()._make_app()
            app.middlewares.append(guard)
            return app

        async def on_startup(self, app: Any) -> None:
            say(f"Open {self.public_url} in a browser on this machine; no other can reach it.")
            say("Each visitor has a data folder of their own. Ctrl+C ends it.")

    # The library's handler makes its service by this name; it has no other place for one.
    serving.AppService = VisitorService
    VisitorServer(command, host=LOOPBACK, port=port, title="trainer").serve()


def allowed(host: str, origin: str | None) -> bool:
    """Whether a request is for this machine, and from a page of it or from none."""
    if urlsplit(f"//{host}").hostname not in _HOSTS:
        return False
    if origin is None:
        return True
    return urlsplit(origin).netloc == host
