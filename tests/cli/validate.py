#!/usr/bin/env python3
"""Holds JSON against a JSON Schema: tests/cli/validate.py [--lines] SCHEMA <JSON. Prints each difference.

The part of draft 2020-12 that the schemas in docs/ use; a keyword it does not know is a difference.
"""
import json
import re
import sys

TYPES = {"object": dict, "array": list, "string": str, "boolean": bool, "null": type(None),
         "integer": int, "number": (int, float)}
SILENT = {"$schema", "$defs", "title", "description"}


def is_a(value, name):
    return isinstance(value, TYPES[name]) and (name == "boolean" or not isinstance(value, bool))


def as_list(names):
    return names if isinstance(names, list) else [names]


def differences(value, rules, root, at="$"):
    """Yields one line for each rule that the value breaks."""
    for word, rule in rules.items():
        bad = None
        if word == "$ref":
            yield from differences(value, root["$defs"][rule.removeprefix("#/$defs/")], root, at)
        elif word == "type":
            bad = not any(is_a(value, name) for name in as_list(rule))
        elif word == "enum":
            bad = value not in rule
        elif word == "pattern":
            bad = isinstance(value, str) and not re.search(rule, value)
        elif word == "anyOf":
            bad = all(any(differences(value, part, root, at)) for part in rule)
        elif word == "minItems":
            bad = isinstance(value, list) and len(value) < rule
        elif word == "minLength":
            bad = isinstance(value, str) and len(value) < rule
        elif word in ("minimum", "maximum"):
            bad = is_a(value, "number") and (value < rule if word == "minimum" else value > rule)
        elif word == "required":
            bad = isinstance(value, dict) and [name for name in rule if name not in value]
        elif word == "additionalProperties":
            bad = isinstance(value, dict) and [name for name in value if name not in rules["properties"]]
        elif word == "properties":
            for name in rule.keys() & (value.keys() if isinstance(value, dict) else ()):
                yield from differences(value[name], rule[name], root, f"{at}.{name}")
        elif word == "items":
            for index, item in enumerate(value if isinstance(value, list) else ()):
                yield from differences(item, rule, root, f"{at}[{index}]")
        elif word not in SILENT:
            bad = "the keyword is not known"
        if bad:
            found = bad if isinstance(bad, (list, str)) else json.dumps(value, ensure_ascii=False)[:80]
            yield f"{at}: {word} {json.dumps(rule)[:80]}: {found}"


def strict(pairs):
    """An object, refused where a name stands in it twice."""
    if len({name for name, _ in pairs}) != len(pairs):
        raise ValueError("a name stands twice in an object")
    return dict(pairs)


def main():
    with open(sys.argv[-1], encoding="utf-8") as f:
        schema = json.load(f)
    text = sys.stdin.buffer.read().decode("utf-8")
    parts = text.removesuffix("\n").split("\n") if "--lines" in sys.argv[1:-1] else [text]
    articles = [json.loads(part, object_pairs_hook=strict) for part in parts]
    if len(articles) == 1 and isinstance(articles[0], list):
        articles = articles[0]
    found = [line for article in articles for line in differences(article, schema, schema)]
    print("\n".join(found[:40]) if found else len(articles))
    return 1 if found or not articles else 0


if __name__ == "__main__":
    sys.exit(main())
