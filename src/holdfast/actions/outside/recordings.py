"""What ffprobe and ffmpeg add to a recording: a length, a codec, a first picture or an outline.

The demuxer is named by us, so that a playlist in disguise is not followed; the only protocol is a
file that lies in memory. What comes back is a number, names, and a JPEG without metadata.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from holdfast.actions.outside.installed import Tool, find_tool
from holdfast.actions.outside.running import HAS_MEMORY_FILES, INPUT, Given, given, run

if TYPE_CHECKING:
    from holdfast.model.message import Recording
    from holdfast.readers.reader import Source

DEMUXERS = {
    "amr": "amr", "amr-wb": "amr", "m4a": "mov", "mp4": "mov", "3gp": "mov", "mov": "mov",
    "ogg": "ogg", "mp3": "mp3", "mp2": "mp3", "mp1": "mp3", "aac": "aac", "wav": "wav",
    "flac": "flac", "caf": "caf", "avi": "avi", "webm": "matroska", "mkv": "matroska",
    "wma": "asf", "wmv": "asf", "aiff": "aiff", "au": "au", "flv": "flv", "mpg": "mpeg",
    "w64": "w64", "ts": "mpegts",
}  # fmt: skip
PICTURE_CODECS = frozenset({
    "h264", "hevc", "h263", "mpeg4", "mjpeg", "vp8", "vp9", "av1", "theora", "prores",
    "wmv1", "wmv2", "wmv3", "vc1", "wvc1", "mp43", "mpeg1video", "mpeg2video", "flv1",
})  # fmt: skip
SCREEN_PIXELS, PRINT_PIXELS = 320, 1000
OUTLINE_SHAPE = 4
"""An outline is so many times as wide as it is high."""

MOST_OUTLINED_SECONDS = 6 * 3600
"""All of a sound is decoded for its outline; a longer one would take minutes."""

MOST_JPEG, MOST_JSON = 4 << 20, 1 << 20
MOST_SECONDS = 1 << 30
LONGEST_CODEC = 40
TOLD = "told-by-ffprobe"
JPEG = b"\xff\xd8\xff"
_SAFE = ("-protocol_whitelist", "file" if HAS_MEMORY_FILES else "pipe")
_BARE = ("-map_metadata", "-1", "-fflags", "+bitexact", "-flags:v", "+bitexact")


def look_closer(recording: Recording, source: Source) -> tuple[Recording, tuple[Tool, ...]]:
    """Add what outside programs can tell and show of a recording.

    Args:
        recording: as its reader found it; what that knows is not asked again.
        source: the original.

    Returns:
        The recording, and the programs that would have added something and are not installed.
    """
    demuxer = DEMUXERS.get(recording.format)
    if demuxer is None:
        return recording, ()
    wanted = [Tool.FFMPEG]
    if recording.duration_seconds is None or not recording.codecs:
        wanted.insert(0, Tool.FFPROBE)
    missing = tuple(tool for tool in wanted if find_tool(tool) is None)
    if len(missing) == len(wanted):
        return recording, missing
    with given(source) as what:
        probe = find_tool(Tool.FFPROBE) if Tool.FFPROBE in wanted else None
        if probe:
            recording = _probed(
                recording, run(probe, _probing(demuxer), what, most_bytes=MOST_JSON)
            )
        show = find_tool(Tool.FFMPEG)
        if show:
            screen = _picture(show, demuxer, recording, what, pixels=SCREEN_PIXELS)
            # What could not be made small cannot be made larger.
            paper = screen and _picture(show, demuxer, recording, what, pixels=PRINT_PIXELS)
            recording = recording._replace(for_screen=screen, for_print=paper)
    return recording, missing


def _probing(demuxer: str) -> list[str]:
    wanted = "format=duration:stream=codec_name,codec_type"
    return [
        "-v", "error", *_SAFE, "-f", demuxer, "-show_entries", wanted, "-of", "json", "-i", INPUT,
    ]  # fmt: skip


def _probed(recording: Recording, said: bytes | None) -> Recording:
    """Fill in what the container did not tell, and mark that it was told by a program."""
    try:
        told = json.loads(said or b"{}")
    except ValueError:
        return recording
    streams = told.get("streams") if isinstance(told, dict) else None
    container = told.get("format") if isinstance(told, dict) else None
    seconds = _seconds(container.get("duration") if isinstance(container, dict) else None)
    codecs = _codecs(streams if isinstance(streams, list) else [])
    filled = recording._replace(
        duration_seconds=recording.duration_seconds or seconds,
        codecs=recording.codecs or codecs,
    )
    return filled if filled == recording else filled._replace(marks=(*recording.marks, TOLD))


def _seconds(said: object) -> float | None:
    try:
        seconds = float(str(said))
    except ValueError:
        return None
    return seconds if 0 < seconds < MOST_SECONDS else None


def _codecs(streams: list[object]) -> tuple[str, ...]:
    names = [
        str(each.get("codec_name"))[:LONGEST_CODEC]
        for each in streams
        if isinstance(each, dict) and each.get("codec_type") in {"audio", "video"}
    ]
    return tuple(dict.fromkeys(name for name in names if name.replace("_", "").isalnum()))


def _picture(
    program: str, demuxer: str, recording: Recording, what: Given, *, pixels: int
) -> bytes:
    """Give the first picture, or the outline of the sound; empty when it cannot be made."""
    is_video = bool(recording.width or PICTURE_CODECS.intersection(recording.codecs))
    is_long = (recording.duration_seconds or 0) > MOST_OUTLINED_SECONDS
    if not is_video and (is_long or not what.is_whole):
        return b""
    made = run(
        program,
        [
            "-nostdin", "-v", "error", "-threads", "1", *_SAFE, "-f", demuxer, "-i", INPUT,
            *(_first_picture(pixels) if is_video else _outline(pixels)),
            *_BARE, "-frames:v", "1", "-c:v", "mjpeg", "-q:v", "4", "-f", "mjpeg", "pipe:1",
        ],
        what,
        most_bytes=MOST_JPEG,
    )  # fmt: skip
    return made if made and made.startswith(JPEG) else b""


def _first_picture(pixels: int) -> tuple[str, ...]:
    size = f"w='min({pixels},iw)':h='min({pixels},ih)'"
    fit = f"scale={size}:force_original_aspect_ratio=decrease:force_divisible_by=2"
    return ("-map", "0:v:0", "-vf", f"{fit},format=yuvj420p")


def _outline(pixels: int) -> tuple[str, ...]:
    drawn = f"showwavespic=s={pixels}x{pixels // OUTLINE_SHAPE}:colors=white"
    steps = f"[0:a:0]aformat=channel_layouts=mono,{drawn},format=gray,negate,format=yuvj420p[out]"
    return ("-filter_complex", steps, "-map", "[out]")
