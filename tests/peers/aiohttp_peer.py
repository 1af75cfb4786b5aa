"""aiohttp with aiohttp_cors."""

import aiohttp_cors
from aiohttp import web


def options():
    return aiohttp_cors.ResourceOptions(
        allow_credentials=True,
        expose_headers=["X-Total"],
        allow_headers=["Content-Type", "X-Request-Id"],
        allow_methods=["GET", "PUT"],
        max_age=600,
    )


async def item(request):
    return web.json_response({"id": 7}, headers={"X-Total": "7"})


SETUPS = {
    "A-right": {"https://app.example.com": options(), "https://admin.example.com:8443": options()},
    "star": {"*": options()},
}
app = web.Application()
for name, defaults in SETUPS.items():
    cors = aiohttp_cors.CorsConfig(app, defaults=defaults)
    resource = cors.add(app.router.add_resource(f"/{name}/items/7"))
    cors.add(resource.add_route("GET", item))
    cors.add(resource.add_route("PUT", item))
web.run_app(app, host="127.0.0.1", port=21713, print=None)
