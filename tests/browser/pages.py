"""Hostile pages for the report: everything that a page can say about itself carries an attack."""

import json

# Sets window.pwned if any of it runs.
ATTACKS = [
    "<script>window.pwned=1</script>",
    "</script><script>window.pwned=2</script>",
    "\"><img src=x onerror=window.pwned=3>",
    "' onfocus='window.pwned=4' autofocus='",
    "</style></title></textarea><svg onload=window.pwned=5>",
    "--><iframe srcdoc='<script>parent.pwned=6</script>'></iframe>",
    "\u2028window.pwned=7\u2029",
    "\u202edrowkcab\u2066 \u0007\u009b",
    "{{constructor.constructor('window.pwned=8')()}}",
    "<base href=https://evil.example/><meta http-equiv=refresh content='0;url=https://evil.example/'>",
    "<link rel=stylesheet href=https://evil.example/x.css><style>*{background:url(https://evil.example/y)}</style>",
]

SENTENCE = (
    "It rained all day, and the people of Brackwater, who had waited for it since May, stood in the streets "
    "with their hats in their hands until it was over."
)


def quoted(text):
    """As the value of an attribute, or as text: the page itself is well-formed, so all of it arrives."""
    for char, entity in ("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("'", "&#39;"):
        text = text.replace(char, entity)
    return text


def json_ld(attack):
    """In a script element, where `</` would end it."""
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": attack,
        "datePublished": "2021-10-12" + attack,
        "author": {"@type": "Person", "name": "Ann " + attack},
        "articleSection": attack,
        "keywords": [attack],
    }
    return json.dumps(data).replace("</", "<\\/")


def html(attack):
    """A page that uses the attack wherever a report shows what the page says."""
    q = quoted(attack)
    return f"""<!doctype html><html lang="en&quot; onfocus=&quot;window.pwned=9"><head>
<title>{q}</title>
<meta name="description" content="{q}"><meta name="author" content="{q}">
<meta property="og:site_name" content="{q}"><meta property="og:image" content="javascript:window.pwned=10//{q}">
<link rel="canonical" href="javascript:window.pwned=11//{q}"><link rel="license" href="javascript:window.pwned=12">
<script type="application/ld+json">{json_ld(attack)}</script></head>
<body><nav><ul><li><a href="javascript:window.pwned=13">{q}</a></li><li><a href="/b">News {q}</a></li></ul></nav>
<article><h1>{q}</h1><p class="byline">By Ann {q}</p><p>{SENTENCE} {q}</p><h4>Later {q}</h4><p>{SENTENCE}</p>
<p>{'x' * 400} {SENTENCE}</p><pre>{q}
    {SENTENCE}</pre><table><tr><th>{q}</th><th>Rain, in millimetres</th></tr><tr><td>{q}</td><td>12</td></tr></table>
<blockquote><p>{SENTENCE} {q}</p></blockquote><ul><li>{SENTENCE} {q}</li></ul><p>{SENTENCE} {SENTENCE}</p></article>
<footer>© 2021 {q}</footer></body></html>"""


def dump():
    """The attacks as a dump, in HTML and in flattened text, with hostile ids and addresses."""
    lines = []
    for attack in ATTACKS:
        lines.append({"id": attack, "url": "javascript:window.pwned=14//" + attack, "html": html(attack)})
        text = f"{attack}\n\n{SENTENCE} {attack}\n\nBy Ann {attack}\n\n{SENTENCE}\n\n{SENTENCE} {attack}"
        lines.append({"id": {attack: [attack]}, "url": 'https://example.org/"><script>' + attack, "text": text})
    lines.append({"id": ATTACKS[0], "html": ATTACKS[0]})
    lines.append({"id": ATTACKS[0], "html": 7})
    return "".join(json.dumps(line) + "\n" for line in lines)
