"""A pack with 300 pictures: its papers against bare typst and WeasyPrint, and the memory it takes.

Times are those of the processor, ours and our children's, so that what else the machine does counts
for nobody.

WeasyPrint is no part of Holdfast: `HOLDFAST_WEASYPRINT` names a Python that has version 70.
"""

from __future__ import annotations

import html
import io
import json
import os
import resource
import subprocess
import sys
from base64 import b64encode
from functools import partial
from pathlib import Path

from measuring import folder, say, scaled
from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from holdfast.model.entry import Kind  # noqa: E402
from holdfast.packs.content import Given, PackContent, PackExhibit  # noqa: E402
from holdfast.packs.papers.chronology import Context, chronology_data  # noqa: E402
from holdfast.packs.papers.exhibits import exhibit_data, find_mentions  # noqa: E402
from holdfast.packs.papers.order import (  # noqa: E402
    chronology_volumes,
    exhibit_volumes,
    numbered,
)
from holdfast.packs.writing import write_pack  # noqa: E402
from tests.packs.made_up import MadeUpRecord, exhibit_fields, moment, name_of  # noqa: E402

PICTURES, INCIDENTS = scaled(300), scaled(400)
MOST_MIB = 400
TIMES_BARE, TIMES_WEASYPRINT = 2.5, 4.0
WORDS = "He stood at the corner again and looked up at the window. I closed the curtain. "

BARE = """
import sys, json, time, resource, typst
from pathlib import Path
fonts, folder = sys.argv[1:]
compiler = typst.Compiler(root=folder, font_paths=[fonts], ignore_system_fonts=True)
for place in range(len(list(Path(folder).glob("*.typ")))):
    source = (Path(folder) / f"{place}.typ").read_bytes()
    data = (Path(folder) / f"{place}.json").read_text()
    compiler.compile(input=source, format="pdf", pdf_standards=["a-3a", "ua-1"], timestamp=0,
                     sys_inputs={"data": data})
used = resource.getrusage(resource.RUSAGE_SELF)
print(used.ru_utime + used.ru_stime)
"""
STYLE = """
@page{size:A4;margin:24mm 20mm;@bottom-right{content:"Page " counter(page) " of " counter(pages)}
@top-left{content:"Made up"}}
body{font:10pt 'Noto Sans'}img{display:block}a::after{content:" " target-counter(attr(href),page)}
"""
WEASYPRINT = """
import sys, resource, weasyprint
pages = 0
for path in sys.argv[1:]:
    document = weasyprint.HTML(filename=path).render()
    document.write_pdf(path + ".pdf", pdf_variant="pdf/ua-1")
    pages += len(document.pages)
used = resource.getrusage(resource.RUSAGE_SELF)
print(used.ru_utime + used.ru_stime, pages)
"""


def _photo(number: int) -> bytes:
    made = io.BytesIO()
    noise = Image.effect_noise((1000, 750), 40).convert("RGB")
    Image.blend(noise, Image.new("RGB", noise.size, (number % 255, 120, 60)), 0.6).save(
        made, "JPEG", quality=80
    )
    return made.getvalue()


def _content() -> PackContent:
    record, exhibits = MadeUpRecord(), []
    for number in range(1, PICTURES + 1):
        sequence = record.add(
            Kind.EXHIBIT,
            "2026-03-05T09:00:00+00:00",
            **exhibit_fields(number, b"%d" % number, f"IMG_{number}.jpg", format="photo"),
        )
        exhibits.append(
            PackExhibit(
                sequence=sequence,
                number=number,
                given=Given.ORIGINAL,
                ending="jpg",
                size_bytes=len(str(number)),
                chunks=partial(_bytes_of, number),
                picture=partial(_photo_of, number),
            )
        )
    for number in range(INCIDENTS):
        day = f"2026-{number % 12 + 1:02}-{number % 28 + 1:02}"
        record.add(
            Kind.INCIDENT, f"{day}T20:00:00+00:00", what=WORDS * 4, felt=WORDS, effect=WORDS,
            happened=moment(day), where="Outside", who="Sam", feared="yes",
            exhibits=[name_of(number % PICTURES)],
        )  # fmt: skip
    return record.content(exhibits=tuple(exhibits))


def _bytes_of(number: int) -> list[bytes]:
    return [b"%d" % number]


def _photo_of(number: int) -> bytes:
    path = Path(os.environ["BENCH_PHOTOS"]) / f"{number}.jpg"
    return path.read_bytes()


def _volumes(pack: PackContent) -> list[tuple[str, dict[str, object], list[bytes]]]:
    entries = numbered(pack)
    mentions = find_mentions(entries)
    found: list[tuple[str, dict[str, object], list[bytes]]] = []
    places: dict[int, tuple[str, int]] = {}
    for place, volume in enumerate(exhibit_volumes(pack), start=1):
        data, pictures = exhibit_data(pack, volume, title="Exhibits", mentions=mentions)
        found.append(("exhibits", data, pictures))
        places |= {part.exhibit.number: (f"exhibits-{place}.pdf", 1) for part in volume}
    context = Context(pack, entries, places)
    for chapter in chronology_volumes(entries):
        data = chronology_data(pack, chapter, title="Chronology", context=context)
        found.append(("chronology", data, []))
    return found


def _bare_seconds(parts: list[tuple[str, dict[str, object], list[bytes]]], home: Path) -> float:
    templates = ROOT / "src/holdfast/packs/papers/templates"
    for place, (template, data, pictures) in enumerate(parts):
        names = [{"file": f"{place}-{number}.jpg"} for number in range(len(pictures))]
        for name, picture in zip(names, pictures, strict=True):
            (home / name["file"]).write_bytes(picture)
        (home / f"{place}.json").write_text(json.dumps(data | {"pictures": names}))
        source = [(templates / f"{each}.typ").read_text() for each in ("house", template)]
        (home / f"{place}.typ").write_text("\n".join(source))
    fonts = ROOT / "src/holdfast/packs/fonts"
    done = subprocess.run(
        [sys.executable, "-c", BARE, str(fonts), str(home)],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    return float(done.stdout)


def _as_html(template: str, data: dict[str, object], pictures: list[bytes]) -> str:
    body, contents = list[str](), list[str]()
    things = data["entries" if template == "chronology" else "exhibits"]
    assert isinstance(things, list)
    for place, thing in enumerate(things):
        heading = html.escape(str(thing["heading"]))
        body.append(f'<h2 id="t{place}">{heading}</h2>')
        contents.append(f'<tr><td><a href="#t{place}">{heading}</a>')
        if thing.get("picture") is not None:
            source = b64encode(pictures[thing["picture"]]).decode()
            size = f"width:{thing['width_mm']}mm;height:{thing['height_mm']}mm"
            body.append(f'<img alt="x" style="{size}" src="data:image/jpeg;base64,{source}">')
        cells = [
            f"<tr><td>{html.escape(row['label'])}<td>{html.escape(row['text'])}"
            for row in thing["rows"]
        ]
        body.append(f"<table>{''.join(cells)}</table>")
    listed = f"<h1>Contents</h1><table>{''.join(contents)}</table>"
    return f"<!doctype html><title>x</title><style>{STYLE}</style>{listed}{''.join(body)}"


def _weasyprint_seconds(
    parts: list[tuple[str, dict[str, object], list[bytes]]], home: Path, python: str
) -> tuple[float, int]:
    paths = []
    for place, part in enumerate(parts):
        paths.append(str(home / f"{place}.html"))
        Path(paths[-1]).write_text(_as_html(*part))
    done = subprocess.run(
        [python, "-W", "ignore", "-c", WEASYPRINT, *paths],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    taken, pages = done.stdout.split()
    return float(taken), int(pages)


def _processor() -> float:
    spent = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in spent)


def _mib(who: int) -> float:
    return resource.getrusage(who).ru_maxrss / 1024


def main() -> None:
    """Print what a pack's papers cost."""
    with folder() as home:
        os.environ["BENCH_PHOTOS"] = str(home)
        for number in range(1, PICTURES + 1):
            (home / f"{number}.jpg").write_bytes(_photo(number))
        pack = _content()
        with (home / "pack.zip").open("wb") as out:
            began = _processor()
            papers = write_pack(pack, out)
            ours = _processor() - began
        pages = sum(paper.pages for paper in papers)
        own, child = _mib(resource.RUSAGE_SELF), _mib(resource.RUSAGE_CHILDREN)
        parts = _volumes(pack)
        bare_home = home / "bare"
        bare_home.mkdir()
        bare = min(_bare_seconds(parts, bare_home) for _ in range(2))
        say("pages", pages, "")
        say("the whole pack, papers and zip", ours, "s")
        say("its papers by bare typst", bare, "s", f"ours, of {TIMES_BARE} allowed", ours / bare)
        most = own + child
        say("most memory, ours and a child's", most, "MiB", "the limit", most / MOST_MIB)
        python = os.environ.get("HOLDFAST_WEASYPRINT")
        if python is None:
            say("WeasyPrint: not run, HOLDFAST_WEASYPRINT is not set", 0, "")
            return
        taken, its_pages = _weasyprint_seconds(parts, bare_home, python)
        say(
            f"WeasyPrint, {its_pages} pages",
            taken,
            "s",
            f"ours, {TIMES_WEASYPRINT} wanted",
            taken / ours,
        )
        say("a page, WeasyPrint / ours", taken / its_pages / (ours / pages), "times")


if __name__ == "__main__":
    main()
