"""Draw a stand-in for Fashion-MNIST: ten classes of grey 28x28 garments, for when no real ones are to be had.

A shape is a distance: how many pixels each point lies inside its outline, negative outside. The smaller of
two is where shapes overlap, the larger is their union; clamped to 0..1 it paints a soft edge. Outlines bend
at a few points, thrown around what is usual for the garment; cloth fills them with folds, stripes and prints.

Lengths are in pixels, shades from 0 (black) to 1 (white). On a canvas y runs down from the top edge; x runs
from the midline. Footwear is measured from the toe and by its height above the ground, and is centred.
"""

# A formatter would give every point of an outline a line of its own.
# fmt: off
from collections import namedtuple
from functools import reduce
from itertools import pairwise

import torch
from torch import Tensor
from torch.nn.functional import interpolate

from given.model import one_thread

SIZE, BATCH = 28, 100  # so few images at once stay in the processor's cache
T_SHIRT, TROUSER, PULLOVER, DRESS, COAT, SANDAL, SHIRT, SNEAKER, BAG, ANKLE_BOOT = range(10)


def overlap(*shapes: Tensor) -> Tensor:
    return reduce(torch.minimum, shapes)


def union(*shapes: Tensor) -> Tensor:
    return reduce(torch.maximum, shapes)


def bend(along: Tensor, *points: tuple[Tensor | float, Tensor | float]) -> Tensor:
    """The line through the points (place, value), level before the first and after the last."""
    line = torch.as_tensor(points[0][1])
    for (start, before), (stop, after) in pairwise(points):
        line = line + (after - before) * ((along - start) / (stop - start)).clamp(0, 1)
    return line


def under(line: Tensor, height: Tensor) -> Tensor:
    """How far a height lies under a line over x: the drop, less where a steep line is nearer sideways."""
    (slope,) = torch.gradient(line, dim=2)
    return (line - height) / (1 + slope * slope).sqrt()


class Canvas:
    """n blank images and the dice for them: each throw gives one number an image, of shape (n, 1, 1)."""

    def __init__(self, n: int, dice: torch.Generator) -> None:
        self.n, self.dice = n, dice
        across, down = torch.arange(float(SIZE)), torch.arange(float(SIZE))[:, None]
        self.y = down - self.about(0, 0.3)
        self.x = across - 13.5 - self.about(0, 0.4) - 0.4 * self.blotches(5)
        self.aside = self.x.abs()
        self.from_toe = across - self.about(0, 0.3)
        self.foot_room = overlap(self.from_toe + self.about(0.4, 0.5), self.about(27.4, 0.5) - self.from_toe)

    def between(self, low: float, high: float) -> Tensor:
        return low + (high - low) * torch.rand(self.n, 1, 1, generator=self.dice)

    def about(self, usual: float, spread: float) -> Tensor:
        return usual + spread * torch.randn(self.n, 1, 1, generator=self.dice)

    def chance(self, share: float) -> Tensor:
        return self.between(0, 1) < share

    def waves(self, along: Tensor, slowest: float, fastest: float) -> Tensor:
        return torch.cos(along * self.between(slowest, fastest) + self.between(0, 6.3))

    def blotches(self, count: int) -> Tensor:
        """Smooth noise around 0 with `count` blotches a side."""
        noise = torch.randn(self.n, 1, count, count, generator=self.dice)
        return interpolate(noise, SIZE, mode="bilinear", align_corners=True)[:, 0]

    def cloth(self, shape: Tensor, darkness: float, pattern: float, tint: Tensor | float = 0.0) -> Tensor:
        """Fill the shape. Higher `darkness`: dark cloth is more usual; `pattern`: the share of prints."""
        base = 0.07 + 0.78 * self.between(0, 1) ** darkness
        folds = self.about(0, 0.12) * self.waves(self.x, 0.2, 0.9) + self.about(0, 0.1) * (self.y / 13.5 - 1)
        stripes = self.chance(0.4 * pattern) * self.between(0.1, 0.5) * self.waves(self.y, 0.7, 2.5).sign()
        prints = torch.where(self.chance(pattern), self.between(0.1, 0.5), 0.08) * self.blotches(20)
        rim = self.about(0.14, 0.12) * (1 - shape / 3).clamp(0, 1)
        shade = base + (0.15 + 0.7 * base) * (folds + stripes + prints + tint) + rim
        return (shape + 0.5).clamp(0, 1) * shade.clamp(0.01, 1)


# Widths from the midline (an arm hangs out to elbow and cuff), length, shares of garments, how usual dark is.
Top = namedtuple("Top", "neck shoulder chest waist hem elbow cuff length bare short buttoned pattern dark")
TOPS = {
    #             neck should chest waist hem elbow cuff length bare  short button pattern dark
    T_SHIRT:  Top(4.8,  8.5,  6.4,  6.2,  6.4, 9.9, 10.6, 28.2, 0.10, 0.83, 0.08,  0.25,   0.45),
    PULLOVER: Top(4.5,  8.0,  5.9,  6.0,  6.2, 9.1, 10.4, 25.3, 0.00, 0.03, 0.10,  0.25,   0.50),
    DRESS:    Top(3.8,  5.5,  4.6,  4.7,  5.2, 7.2,  8.2, 28.5, 0.50, 0.25, 0.10,  0.30,   0.33),
    COAT:     Top(2.5,  6.4,  6.2,  6.1,  6.4, 8.5,  9.6, 25.8, 0.00, 0.02, 0.75,  0.20,   0.28),
    SHIRT:    Top(3.1,  7.7,  6.1,  5.9,  6.3, 9.0, 10.1, 27.2, 0.12, 0.28, 0.50,  0.45,   0.60),
}


def top(c: Canvas, usual: Top) -> Tensor:
    size, slope = c.about(0, 0.55), c.between(1.5, 4.5)
    neck, shoulder = c.about(usual.neck, 1), c.about(usual.shoulder, 0.5) + size
    side = bend(c.y, (0, neck), (slope, shoulder - 0.7), (slope + 5, c.about(usual.chest, 0.4) + size),
                (16, c.about(usual.waist, 0.6) + size), (27, c.about(usual.hem, 0.8) + size))
    edge = c.y - c.between(-0.7, 0.8)
    body = overlap(side - c.aside, c.about(usual.length, 1.6) - c.y, edge)
    neckline = c.between(-1, 5) * (1 - c.aside / neck.clamp(min=1.5)) - c.y
    body = torch.where(c.chance(0.25), overlap(body, -neckline), body)
    kind = c.between(0, 1)
    short = kind < usual.bare + usual.short
    outer = bend(c.y, (0, neck), (slope, shoulder), (8, c.about(usual.elbow, 0.5) + size),
                 (27, c.about(usual.cuff, 0.9) + size))
    arm = torch.where(short, c.about(5, 0.5), bend(c.y, (5, c.about(3.4, 0.4)), (27, c.about(2.5, 0.4))))
    apart = torch.where(short | (c.y < 9), 0, side + c.between(-0.5, 1.2))
    reach = torch.where(short, c.about(10, 1.7), c.about(27.3, 0.8) - c.chance(0.1) * c.between(0, 12))
    sleeve = overlap(outer - c.aside, c.aside - union(outer - arm, apart), reach - c.y, edge)
    sleeve = torch.where(kind < usual.bare, -SIZE, sleeve)
    buttons = c.chance(usual.buttoned) * c.about(-0.05, 0.35) * (0.8 - (c.x - c.about(0, 0.4)).abs()).clamp(0)
    seam = c.between(0, 0.5) * (0.8 - (sleeve - body).abs()).clamp(0)
    collar = (c.y < 2) * (c.aside < neck) * c.about(0.12, 0.15) + (neckline > 0) * c.about(0.05, 0.2)
    tint = (sleeve > body) * c.about(0.06, 0.12) + buttons - seam + collar
    return c.cloth(union(body, sleeve), usual.dark, usual.pattern, tint)


def trouser(c: Canvas) -> Tensor:
    hem, crotch = c.about(4.3, 0.9), c.about(7, 1.5)
    outer = bend(c.y, (0, c.about(4.2, 0.8)), (7, c.about(4.9, 0.8)), (27, hem))
    gap = bend(c.y, (crotch, c.about(0.3, 0.3)), (27, hem - c.about(3, 0.6)))
    shape = overlap(outer - c.aside, union(c.aside - gap, crotch - c.y), 27.5 - c.y, c.y - c.between(-0.5, 1))
    return c.cloth(shape, darkness=0.3, pattern=0.25)


def sandal(c: Canvas) -> Tensor:
    x, tall, platform = c.from_toe, 7.5 + 19 * c.between(0, 1) ** 1.4, c.between(0.5, 2.5)
    height, rise = 13.7 + tall / 2 - c.y, bend(tall, (9, 0.3), (14, 3), (27, 13)) * c.between(0.7, 1.15)
    bed = platform + bend(x, (c.between(5, 11), 0), (c.between(17, 23), rise))
    toe, tongue = tall.clamp(max=16) * c.between(0.2, 0.5), c.between(12, 20)
    instep = toe + c.between(0, 0.5) * (tall - toe)
    upper = bend(x, (0, 2), (c.between(2, 6), toe), (tongue - c.between(1, 7), instep), (tongue, tall),
                 (tongue + c.between(1, 4), tall), (27, tall * c.between(0.4, 1)))
    foot, turn = under(upper, height), c.between(-1.2, 1.2)
    bands = 2 * c.waves(x * torch.cos(turn) + c.y * torch.sin(turn), 0.4, 1.0) - c.about(0.8, 0.8)
    patches, vamp = 1.5 * c.blotches(8) - c.between(0.3, 2.5), c.chance(0.5) * c.between(4, 12) - x
    straps = overlap(foot, height - bed, union(bands, patches, vamp, c.between(-1, 2.5) - foot))
    wedge = torch.where(c.chance(0.3), bed, c.between(0.8, 2.5))
    heel = x - 27.3 + torch.where(c.chance(0.5), c.between(1, 3), c.between(3, 8))
    sole = overlap(bed - height, union(height - bed + union(wedge, platform), heel), height)
    shape = overlap(union(straps, sole), c.foot_room)
    return c.cloth(shape, darkness=0.45, pattern=0.4, tint=(height < bed) * c.about(-0.1, 0.3))


def sneaker(c: Canvas) -> Tensor:
    x, tall = c.from_toe, torch.where(c.chance(0.25), c.between(13, 19), c.about(11.5, 1.2))
    height, toe, tongue = 13.7 + tall / 2 - c.y, c.about(5.4, 0.8), c.about(16.5, 1.2)
    upper = bend(x, (0, toe - 2.5), (2, toe - 0.5), (8, toe + 1.5), (tongue - 1, tall - 0.5),
                 (tongue + 1, tall), (tongue + 4, tall - c.between(0.5, 5)), (26, tall - c.between(0, 2)))
    tint = (height < c.between(1.5, 3.5)) * c.about(-0.5, 0.4) + c.about(0, 0.3) * (c.blotches(10) > 0.8)
    return c.cloth(overlap(under(upper, height), height, c.foot_room), darkness=0.4, pattern=0.4, tint=tint)


def ankle_boot(c: Canvas) -> Tensor:
    x, tall, toe, shaft = c.from_toe, c.about(20.3, 3.4).clamp(14, 27), c.about(6, 1), c.about(13.4, 1.8)
    height, rise = 13.7 + tall / 2 - c.y, c.between(0, 3) ** 1.5
    upper = bend(x, (0, toe - 3), (2, toe - 0.7), (shaft - 4, toe + 2.2), (shaft - 1, toe + 5),
                 (shaft + c.between(0, 2), tall + c.about(0, 1)), (27, tall + c.about(0, 1)))
    arch = bend(x, (shaft - 4, 0), (shaft + 4, rise), (20, rise), (c.between(20.5, 23), 0))
    ankle = bend(height, (0, 0), (toe + 3, c.between(0, 2)), (tall, c.between(0, 2))) * (x > 20)
    shape = overlap(under(upper, height), height - arch, c.foot_room - ankle)
    return c.cloth(shape, darkness=0.22, pattern=0.25, tint=(height < c.between(0, 3)) * c.about(-0.1, 0.3))


def bag(c: Canvas) -> Tensor:
    wide, handle = c.between(7.5, 17.5).clamp(max=14), c.chance(0.75) * c.between(2, 14)
    half, level = overlap(c.between(6, 12), 13 - handle / 2), c.y - 14 - handle / 2
    corners = wide + half - c.between(0, 4) - c.aside - level.abs()
    body = overlap(wide + c.about(0.5, 1) * level / half - c.aside, half - level.abs(), corners)
    loop_wide, loop_tall = wide * c.between(0.3, 0.9), handle.clamp(min=1)
    ring = torch.hypot(c.aside / loop_wide, (level + half) / loop_tall)
    loop = overlap(c.between(0.4, 1.2) - (ring - 1).abs() * overlap(loop_wide, loop_tall), -half - level)
    spots = c.about(0, 0.3) * (c.blotches(8) > 1)
    return c.cloth(torch.where(handle > 0, union(body, loop), body), darkness=0.3, pattern=0.3, tint=spots)


GARMENTS = {TROUSER: trouser, SANDAL: sandal, SNEAKER: sneaker, BAG: bag, ANKLE_BOOT: ankle_boot}


def draw(n: int, seed: int) -> tuple[Tensor, Tensor]:
    """n images (n, 28, 28) uint8 and their labels (n,) int64: balanced, shuffled, fixed by the seed."""
    dice = torch.Generator().manual_seed(seed)
    labels, images = torch.randperm(n, generator=dice) % 10, torch.empty(n, SIZE, SIZE, dtype=torch.uint8)
    with one_thread():
        for label in range(10):
            for places in torch.split((labels == label).nonzero()[:, 0], BATCH):
                canvas = Canvas(len(places), dice)
                picture = top(canvas, TOPS[label]) if label in TOPS else GARMENTS[label](canvas)
                images[places] = (picture * 255).to(torch.uint8)
    return images, labels
