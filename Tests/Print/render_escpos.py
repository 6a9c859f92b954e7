#!/usr/bin/env python3
"""Draws the bytes for an ESC/POS printer as the paper that comes out: render_escpos.py [--columns N] [--text] IN [OUT.png]

It knows the commands that EscPos.swift sends and no others: what it does not know, a row that is wider than the paper,
or a command in a place where a printer ignores it, ends it with exit code 1. Without OUT.png, or with --text, it prints
the rows as text, each with its style in brackets.
"""
import argparse
import sys

FONT = "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"  # Debian's fonts-noto-cjk
FAMILY = "Noto Sans Mono CJK KR"
CELL, HEIGHT, SPACING = 12, 24, 30  # dots of font A; ESC 2's line spacing of 1/6 inch
PLAIN = {"align": 0, "bold": 0, "wide": 1, "tall": 1, "line": 0, "kanji-line": 0, "reverse": 0}


class Fault(Exception):
    pass


def interpret(data, columns):
    """Yields what the paper shows: ("row", [(text, style)], align), ("feed", n), ("cut",), ("drawer", pin, on, off),
    ("code", text, dots of a module, align)."""
    style, row, used, kanji, at = dict(PLAIN), [], 0, False, 0
    qr = {}

    def take(count):
        nonlocal at
        if at + count > len(data):
            raise Fault(f"byte {at}: the command is cut short")
        at += count
        return data[at - count:at]

    def start_of_row(name):
        if row:
            raise Fault(f"byte {at}: {name} in the middle of a row")

    def one_of(name, value, allowed):
        if value not in allowed:
            raise Fault(f"byte {at}: {name} {value}")
        return value

    while at < len(data):
        byte = take(1)[0]
        if byte == 0x0A:
            yield "row", row, style["align"]
            row, used = [], 0
        elif byte in (0x1B, 0x1C, 0x1D):
            name = {0x1B: "ESC ", 0x1C: "FS ", 0x1D: "GS "}[byte] + chr(take(1)[0])
            if name == "ESC @":
                start_of_row(name)
                style, kanji = dict(PLAIN), False
            elif name == "FS &":
                kanji = True
            elif name == "ESC a":
                start_of_row(name)
                style["align"] = one_of(name, take(1)[0], (0, 1, 2))
            elif name == "ESC E":
                style["bold"] = one_of(name, take(1)[0], (0, 1))
            elif name == "ESC -":
                style["line"] = one_of(name, take(1)[0], (0, 1))
            elif name == "FS -":
                style["kanji-line"] = one_of(name, take(1)[0], (0, 1))
            elif name == "GS B":
                style["reverse"] = one_of(name, take(1)[0], (0, 1))
            elif name == "GS !":
                size = one_of(name, take(1)[0], (0x00, 0x01, 0x10, 0x11))
                style["wide"], style["tall"] = 1 + (size >> 4), 1 + (size & 15)
            elif name == "ESC d":
                start_of_row(name)
                yield "feed", take(1)[0]
            elif name == "GS V":
                start_of_row(name)
                if take(2) != b"\x42\x00":
                    raise Fault(f"byte {at}: GS V is not 66 0")
                yield ("cut",)
            elif name == "GS (":
                start_of_row(name)
                if take(1) != b"k":
                    raise Fault(f"byte {at}: GS ( is not k")
                symbol = take(int.from_bytes(take(2), "little"))
                one_of("GS ( k cn", symbol[0], (49,))
                match one_of("GS ( k fn", symbol[1], (65, 67, 69, 80, 81)), symbol[2:]:
                    case 65, b"2\x00":
                        qr["model"] = 2
                    case 67, size if len(size) == 1 and 1 <= size[0] <= 16:
                        qr["dots"] = size[0]
                    case 69, level if level in (b"0", b"1", b"2", b"3"):
                        qr["level"] = "LMQH"[level[0] - 48]
                    case 80, stored if stored[:1] == b"0" and len(stored) > 1:
                        qr["text"] = stored[1:].decode()
                    case 81, b"0":
                        if set(qr) != {"model", "dots", "level", "text"}:
                            raise Fault(f"byte {at}: the QR code lacks something: {qr}")
                        yield "code", qr["text"], qr["dots"], style["align"]
                    case function, rest:
                        raise Fault(f"byte {at}: GS ( k {function} with {rest.hex()}")
            elif name == "ESC p":
                pin, on, off = take(3)
                yield "drawer", {0: 2, 1: 5}[one_of(name, pin, (0, 1))], on * 2, off * 2
            else:
                raise Fault(f"byte {at}: unknown command {name}")
        elif 0x20 <= byte < 0x7F or byte > 0x80:
            if byte > 0x80 and not kanji:
                raise Fault(f"byte {at}: Hangul without FS &")
            code = bytes([byte]) + (take(1) if byte > 0x80 else b"")
            try:
                character = code.decode("cp949")
            except UnicodeDecodeError:
                raise Fault(f"byte {at}: {code.hex()} is no character") from None
            row.append((character, dict(style)))
            used += len(code) * style["wide"]
            if used > columns:
                raise Fault(f"byte {at}: a row of more than {columns} columns")
        else:
            raise Fault(f"byte {at}: control code {byte:02x}")
    if row:
        raise Fault("the last row has no line feed")


def cells(character):
    return len(character.encode("cp949"))


def as_text(events, columns):
    for event in events:
        if event[0] == "row":
            width = sum(cells(c) * s["wide"] for c, s in event[1])
            blank = (0, (columns - width) // 2, columns - width)[event[2]]
            names = [n for n in ("bold", "wide", "tall", "line", "reverse") if event[1] and event[1][0][1][n] > PLAIN[n]]
            yield " " * blank + "".join(c for c, _ in event[1]) + (f"   <{' '.join(names)}>" if names else "")
        else:
            yield f"<{' '.join(str(part) for part in event)}>"


def draw(events, columns, path):
    from PIL import Image, ImageChops, ImageDraw, ImageFont

    faces = (ImageFont.truetype(FONT, 23, index=index) for index in range(20))
    face = next(face for face in faces if face.getname()[0] == FAMILY)
    small = face.font_variant(size=14)

    def glyph(character, style):
        width = CELL * cells(character)
        image = Image.new("L", (width, HEIGHT), 255)
        pen = ImageDraw.Draw(image)
        across = (width - pen.textlength(character, font=face)) / 2
        for shift in (0, 1) if style["bold"] else (0,):
            pen.text((across + shift, 20), character, font=face, fill=0, anchor="ls")
        image = image.point(lambda grey: 255 if grey > 150 else 0)  # a thermal head knows no grey
        if style["line" if cells(character) == 1 else "kanji-line"]:
            ImageDraw.Draw(image).line((0, HEIGHT - 1, width, HEIGHT - 1), fill=0)
        image = image.resize((width * style["wide"], HEIGHT * style["tall"]), Image.NEAREST)
        return ImageChops.invert(image) if style["reverse"] else image

    margin, parts, top = 24, [], 24
    for event in events:
        if event[0] == "row":
            glyphs = [glyph(c, s) for c, s in event[1]]
            width, height = sum(g.width for g in glyphs), max([g.height for g in glyphs], default=HEIGHT)
            left = margin + (0, (columns * CELL - width) // 2, columns * CELL - width)[event[2]]
            for g in glyphs:
                parts.append((g, left, top + height - g.height))  # all on one baseline
                left += g.width
            top += max(SPACING, height)
        elif event[0] == "feed":
            top += SPACING * event[1]
        elif event[0] == "code":
            # Where the code stands and how large it is; which squares are black is the printer's own affair.
            modules = 17 + 4 * next(v for v, most in enumerate((14, 26, 42, 62, 84, 106, 122, 152, 180, 213), 1)
                                    if len(event[1].encode()) <= most)
            side = modules * event[2]
            square = Image.new("L", (side, side), 200)
            ImageDraw.Draw(square).text((8, side // 2 - 8), "QR " + event[1][:20], font=small, fill=0)
            parts.append((square, margin + (0, (columns * CELL - side) // 2, columns * CELL - side)[event[3]], top))
            top += side
        else:
            words = "partial cut" if event[0] == "cut" else f"drawer, pin {event[1]}: {event[2]} ms on, {event[3]} ms off"
            strip = Image.new("L", (columns * CELL, 20), 255)
            pen = ImageDraw.Draw(strip)
            for x in range(0, columns * CELL, 12) if event[0] == "cut" else ():
                pen.line((x, 10, x + 6, 10), fill=150)
            length = pen.textlength(words, font=small)
            pen.rectangle((8, 0, 16 + length, 20), fill=255)
            pen.text((12, 2), words, font=small, fill=150)
            top += 40 if event[0] == "cut" else 0
            parts.append((strip, margin, top))
            top += 24
    paper = Image.new("L", (columns * CELL + 2 * margin, top + 24), 255)
    for image, left, upper in parts:
        paper.paste(image, (left, upper))
    paper.save(path)


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--columns", type=int, default=42)
    options.add_argument("--text", action="store_true")
    options.add_argument("input")
    options.add_argument("output", nargs="?")
    chosen = options.parse_args()
    with open(chosen.input, "rb") as file:
        data = file.read()
    try:
        events = list(interpret(data, chosen.columns))
    except Fault as fault:
        sys.exit(f"{chosen.input}: {fault}")
    if chosen.text or not chosen.output:
        print("\n".join(as_text(events, chosen.columns)))
    if chosen.output:
        draw(events, chosen.columns, chosen.output)


if __name__ == "__main__":
    main()
