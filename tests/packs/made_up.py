"""A made-up record, and packs' content from it: names and numbers from the ranges for fiction."""

from __future__ import annotations

import hashlib
import io
import json
from base64 import b64encode
from dataclasses import dataclass, field

from PIL import Image

from holdfast.model.checkpoint import Checkpoint, make_checkpoint, sign_line
from holdfast.model.disclosure import digest_of, entry_leaf, make_disclosure
from holdfast.model.entry import JsonValue, Kind, all_fields
from holdfast.model.merkle import Tree, leaf_hash
from holdfast.packs.content import (
    Audience,
    Given,
    MessageProof,
    OfficerDetails,
    PackContent,
    PackExhibit,
    PackMessages,
    SaidForPack,
    ShownEntry,
    WhyNot,
)

CASEBOOK = "00112233445566778899aabbccddeeff"
ORIGIN = f"holdfast.invalid/{CASEBOOK}"
SEED = bytes(range(32))
MADE = "2026-03-20T10:00:00+00:00"
SHOWN_MESSAGES = range(20, 48)


def public_key() -> bytes:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415
        Ed25519PrivateKey,
    )

    return Ed25519PrivateKey.from_private_bytes(SEED).public_key().public_bytes_raw()


def sign(text: bytes) -> bytes:
    return sign_line(text.decode(), ORIGIN, SEED).encode()


def name_of(sequence: int) -> str:
    return hashlib.sha256(f"entry {sequence}".encode()).hexdigest()[:32]


def picture(width: int = 1000, height: int = 750, shade: int = 90) -> bytes:
    made = io.BytesIO()
    image = Image.linear_gradient("L").resize((width, height)).convert("RGB")
    Image.blend(image, Image.new("RGB", image.size, (shade, 120, 60)), 0.5).save(made, "JPEG")
    return made.getvalue()


def moment(stated: str | None, **more: JsonValue) -> dict[str, JsonValue]:
    precision = {4: "year", 7: "month", 10: "day", 16: "minute"}.get(len(stated or ""), "unknown")
    base: dict[str, JsonValue] = {"as_written": stated or "", "precision": precision}
    return base | ({"stated": stated} if stated else {}) | more


@dataclass
class MadeUpRecord:
    """A record in memory: fields, digests and leaves of every entry."""

    kinds: list[Kind] = field(default_factory=list)
    fields: list[dict[str, JsonValue]] = field(default_factory=list)
    disclosures: list[dict[str, str]] = field(default_factory=list)

    def add(self, kind: Kind, written: str, **given: JsonValue) -> int:
        sequence = len(self.kinds)
        filled = {"id": name_of(sequence), "written": written, "clock": "steady", "by": "me"}
        fields = all_fields(kind, {**filled, **given})
        self.kinds.append(kind)
        self.fields.append(fields)
        self.disclosures.append(
            {
                name: make_disclosure(
                    name, value, hashlib.sha256(f"{sequence} {name}".encode()).digest()[:16]
                )
                for name, value in fields.items()
            }
        )
        return sequence

    def digests(self, sequence: int) -> tuple[str, ...]:
        return tuple(sorted(map(digest_of, self.disclosures[sequence].values())))

    def leaves(self) -> list[bytes]:
        return [
            entry_leaf(kind, sequence, self.digests(sequence))
            for sequence, kind in enumerate(self.kinds)
        ]

    def shown(self, sequence: int, masked: frozenset[str] = frozenset()) -> ShownEntry:
        by_name = self.disclosures[sequence]
        return ShownEntry(
            sequence=sequence,
            kind=self.kinds[sequence],
            digests=self.digests(sequence),
            disclosures=tuple(text for name, text in by_name.items() if name not in masked),
            path=tuple(Tree(self.leaves()).inclusion_path(sequence)),
        )

    def content(
        self,
        *,
        without: frozenset[int] = frozenset(),
        masked: dict[int, frozenset[str]] | None = None,
        exhibits: tuple[PackExhibit, ...] = (),
        messages: tuple[PackMessages, ...] = (),
    ) -> PackContent:
        leaves = self.leaves()
        checkpoint = make_checkpoint(Checkpoint(ORIGIN, len(leaves), Tree(leaves).root()), SEED)
        chosen = [each for each in range(len(leaves)) if each not in without]
        hidden = masked or {}
        return PackContent(
            audience=Audience.POLICE,
            casebook_id=CASEBOOK,
            public_key=public_key(),
            sign=sign,
            checkpoint=checkpoint,
            leaves=tuple(leaves),
            made_at=MADE,
            initials="ABC",
            entries=tuple(self.shown(each, hidden.get(each, frozenset())) for each in chosen),
            exhibits=exhibits,
            messages=messages,
            said=SaidForPack(
                name="Anna Beth Carter",
                fears="I am afraid he will hurt me, or take the children from school.",
                asks="An investigation of all of it together, and an interim order.",
            ),
            officer=OfficerDetails(
                name="Anna Beth Carter",
                born="1 January 1990",
                address="Flat 2, 14 Made Up Street\nManchester M1 1ZZ",
                safe_contact="07700 900123, weekdays before 14:00. No voicemail. No post.",
                notes="Interpreter not needed.",
            ),
            verify_page=b"<!doctype html><title>check</title>\n",
        )


def exhibit_fields(number: int, data: bytes, name: str, **more: JsonValue) -> dict[str, JsonValue]:
    base: dict[str, JsonValue] = {
        "number": number,
        "sha256": hashlib.sha256(data).hexdigest(),
        "size_bytes": len(data),
        "name": name,
        "blob": name_of(10_000 + number),
        "how": "file",
        "received": "2026-03-10T09:00:00+00:00",
        "whose": "mine",
    }
    return base | more


CHAT = "".join(f"04/03/2026, 17:{n % 60:02} - Sam: line {n}\n" for n in range(60)).encode()
WORDS = (
    "I can see your light is on",
    "Leave me alone.",
    "why are you ignoring me \U0001f620",
    "میں جانتا ہوں کہ تم کہاں ہو",
    "=HYPERLINK(1) and \u202eabc\u202c turned round",
    "我知道你在哪里 ਮੈਂ ਜਾਣਦਾ ਹਾਂ আমি জানি",
)


def chat_texts() -> list[str]:
    sha256 = hashlib.sha256(CHAT).hexdigest()
    return [
        json.dumps(
            [
                sha256,
                number,
                "message",
                "Sam",
                "Me" if number % 3 == 1 else "Sam \U0001f98a",
                WORDS[number % len(WORDS)],
                {
                    "as_written": "x",
                    "stated": f"2026-03-04T17:{number % 60:02}",
                    "precision": "minute",
                },
                [number * 35, 35, ""],
                ["IMG-1.jpg"] if number == 30 else [],
                [],
                None,
            ],
            ensure_ascii=False,
            separators=(",", ":"),
        )
        for number in range(60)
    ]


def chat_salts() -> list[bytes]:
    return [hashlib.sha256(b"salt %d" % number).digest()[:16] for number in range(60)]


def chat_tree() -> Tree:
    pairs = zip(chat_salts(), chat_texts(), strict=True)
    return Tree([leaf_hash(salt + text.encode()) for salt, text in pairs])


def chat_messages(sequence: int, exhibit: int) -> PackMessages:
    tree, texts, salts = chat_tree(), chat_texts(), chat_salts()
    return PackMessages(
        sequence=sequence,
        exhibit=exhibit,
        root=tree.root().hex(),
        leaves=60,
        proofs=tuple(
            MessageProof(
                number=number,
                salt=salts[number],
                text=texts[number],
                path=tuple(tree.inclusion_path(number)),
            )
            for number in [*SHOWN_MESSAGES, 55]
        ),
        chosen=frozenset({30, 31, 38}),
    )


def small_record() -> MadeUpRecord:
    """Give twelve entries of every kind, two of them left out of the pack by `small_content`."""
    record = MadeUpRecord()
    photo = picture()
    record.add(
        Kind.PERSON,
        "2026-03-01T09:00:00+00:00",
        role="does-it",
        name="Sam Example",
        handles=["07700 900456", "@sam.example"],
        vehicles="Blue hatchback, AB12 CDE",
        knows="We lived together until June 2025.",
    )
    record.add(Kind.PERSON, "2026-03-01T09:01:00+00:00", role="child", name="L., 7")
    record.add(
        Kind.EXHIBIT,
        "2026-03-05T09:00:00+00:00",
        **exhibit_fields(
            1,
            photo,
            "IMG_2041.jpg",
            taken=moment("2026-03-04T17:31"),
            device="A phone",
            place=[53.48, -2.24],
            format="jpeg",
        ),
    )
    record.add(
        Kind.IMPORT,
        "2026-03-05T09:10:00+00:00",
        **exhibit_fields(
            2,
            CHAT,
            "WhatsApp Chat with Sam.txt",
            reader="whatsapp 1",
            participants=["Sam", "Me"],
            counts={"messages": 60},
            leaves=60,
            root=chat_tree().root().hex(),
            format="whatsapp",
        ),
    )
    record.add(
        Kind.INCIDENT,
        "2026-03-05T09:20:00+00:00",
        what="He stood opposite the house again. When I closed the curtain he waved.\n\n"
        "He stayed until a neighbour came out.",
        happened=moment("2026-03-04T17:30", about=True),
        where="Outside my home",
        who="Sam Example",
        basis="saw",
        said="I can see your light is on",
        felt="I could not sleep. I shook.",
        effect="I did not take L. to school the next day.",
        feared="yes",
        feared_for=["me", "child"],
        behaviours=["s2A3a", "s2A3g"],
        witnesses=["The neighbour at number 16"],
        exhibits=[name_of(2)],
        messages=[[name_of(3), 30], [name_of(3), 31], [name_of(3), 38]],
    )
    record.add(Kind.INCIDENT, "2026-03-05T09:30:00+00:00", what="A CANARY that is left out")
    record.add(
        Kind.INCIDENT,
        "2026-03-15T20:00:00+00:00",
        what="He phoned my mother and asked where I work.",
        happened=moment("2026-03"),
        basis="told",
        feared=None,
        who="Sam Example",
        behaviours=["s2A3b"],
    )
    record.add(
        Kind.CONTACT,
        "2026-03-06T12:00:00+00:00",
        whom="police",
        organisation="A police force",
        officer="PC 1234",
        happened=moment("2026-03-06T11:00"),
        reference="CRI/06XX/0000001/26",
        told="I told them about the evening of 4 March.",
        promise="An officer will call.",
        about=[name_of(4)],
    )
    record.add(
        Kind.ORDER,
        "2026-03-10T12:00:00+00:00",
        order="Non-molestation order",
        court="The Family Court at Made Up",
        made="2025-11-03",
        until="2026-11-02",
        terms="Not to come within 100 metres of the home.",
        reference="ZZ25F00000",
    )
    record.add(
        Kind.AMENDMENT,
        "2026-03-12T08:00:00+00:00",
        of=name_of(4),
        why="I looked at my phone again.",
        changed=["happened", "witnesses", "felt"],
        happened=moment("2026-03-04T17:40", offset_minutes=0, zone_source="by-person"),
        witnesses=["The neighbour at number 18"],
        felt=None,
    )
    record.add(Kind.INCIDENT, "2026-03-16T20:00:00+00:00", what="Another CANARY left out")
    record.add(
        Kind.EXHIBIT,
        "2026-03-17T20:00:00+00:00",
        **exhibit_fields(3, b"RIFF a video", "VID-2.mp4", whose=None, how="folder"),
    )
    return record


def small_content() -> PackContent:
    """Give the content of a pack of ten of the twelve entries, four fields masked."""
    record = small_record()
    photo = picture()
    exhibits = (
        PackExhibit(
            sequence=2,
            number=1,
            given=Given.COPY,
            why_not=WhyNot.HIDDEN_DETAILS,
            ending="jpg",
            size_bytes=len(photo),
            chunks=lambda: [photo],
            picture=picture,
        ),
        PackExhibit(sequence=3, number=2, given=Given.HASH_ONLY, why_not=WhyNot.MESSAGES_ONLY),
        PackExhibit(
            sequence=11,
            number=3,
            given=Given.ORIGINAL,
            ending="mp4",
            size_bytes=12,
            chunks=lambda: [b"RIFF a", b" video"],
        ),
    )
    masked = {2: frozenset({"place", "device"}), 4: frozenset({"where"}), 8: frozenset({"area"})}
    return record.content(
        without=frozenset({5, 10}),
        masked=masked,
        exhibits=exhibits,
        messages=(chat_messages(3, 2),),
    )


def as_base64(data: bytes) -> str:
    return b64encode(data).decode()
