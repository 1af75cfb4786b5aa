"""Starlette with its own middleware."""

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import JSONResponse
from starlette.routing import Mount, Route

LIST = ["https://app.example.com", "https://admin.example.com:8443"]
OPTIONS = dict(
    allow_origins=LIST,
    allow_methods=["GET", "PUT"],
    allow_headers=["Content-Type", "X-Request-Id"],
    expose_headers=["X-Total"],
    allow_credentials=True,
    max_age=600,
)


async def item(request):
    return JSONResponse({"id": 7}, headers={"X-Total": "7"})


async def fails(request):
    raise RuntimeError("on purpose")


def setup(endpoint=item, **options):
    routes = [Route("/items/7", endpoint, methods=["GET", "PUT", "POST"])]
    return Starlette(routes=routes, middleware=[Middleware(CORSMiddleware, **options)])


SETUPS = {
    "A-right": setup(**OPTIONS),
    "B-static": setup(allow_origins=LIST[:1], allow_methods=["GET", "POST"], allow_headers=["Content-Type"]),
    "C-any": setup(allow_origins=["*"], allow_methods=["GET"]),
    "open": setup(allow_origins=["*"], allow_methods=["*"], allow_headers=["*"]),
    "starcreds": setup(**{**OPTIONS, "allow_origins": ["*"]}),
    "regex": setup(**{**OPTIONS, "allow_origin_regex": r"https://.*example\.com"}),
    "boom": setup(fails, **OPTIONS),
}
app = Starlette(routes=[Mount("/" + name, setup) for name, setup in SETUPS.items()])
uvicorn.run(app, host="127.0.0.1", port=21712, log_level="critical")
