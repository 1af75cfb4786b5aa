"""Flask with Flask-CORS."""

from flask import Flask, jsonify
from flask_cors import CORS
from waitress import serve

LIST = ["https://app.example.com", "https://admin.example.com:8443"]
OPTIONS = dict(
    origins=LIST,
    methods=["GET", "PUT"],
    allow_headers=["Content-Type", "X-Request-Id"],
    expose_headers=["X-Total"],
    supports_credentials=True,
    max_age=600,
)
SETUPS = {
    "A-right": OPTIONS,
    "A-vary": {**OPTIONS, "vary_header": True},
    "B-static": dict(origins=LIST[0], methods=["GET", "POST"], allow_headers=["Content-Type"]),
    "default": {},
    "anycreds": {**OPTIONS, "origins": "*"},
    "regex": {**OPTIONS, "origins": [r"https://.*\.?example\.com", LIST[1]]},
}

app = Flask(__name__)
CORS(app, resources={f"/{name}/*": options for name, options in SETUPS.items()})


def item():
    response = jsonify(id=7)
    response.headers["X-Total"] = "7"
    return response


for name in SETUPS:
    app.add_url_rule(f"/{name}/items/7", name, item, methods=["GET", "PUT", "POST"])
serve(app, host="127.0.0.1", port=21710, threads=2, _quiet=True)
