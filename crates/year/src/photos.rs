//! Photos of the year, drawn by the program: how it was when somebody reported it, and how it is afterwards.

use std::sync::Arc;

use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use xianban_domain::appeals::{self, Appeal};
use xianban_domain::files::{self, Claim, Content, FileKind, Sealed, Stager};
use xianban_domain::office::Work;
use xianban_gateways::objects::Objects;
use xianban_gateways::photos::{Photo, prepare};
use xianban_kernel::{Problem, Seed};

/// Pixels across and down.
const SIZE: (u32, u32) = (640, 480);

/// A pair of photos for each sort of matter that shows.
pub struct Album {
    objects: Arc<dyn Objects>,
    scenes: Vec<(Scene, [Drawn; 2])>,
}

/// A photo as it is kept.
struct Drawn {
    full: Vec<u8>,
    thumb: Vec<u8>,
    size: (u32, u32),
}

/// What a photo shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Scene {
    Rubbish,
    Greens,
    Lane,
    Wall,
    Road,
    Lamp,
}

const SCENES: [Scene; 6] =
    [Scene::Rubbish, Scene::Greens, Scene::Lane, Scene::Wall, Scene::Road, Scene::Lamp];

impl Scene {
    /// What a matter of this code shows; `None` where a photo shows nothing.
    fn of(matter: &str) -> Option<Self> {
        let (branch, leaf) = matter.split_once('.')?;
        Some(match (branch, leaf) {
            ("building", "facilities") | ("safety", "extinguishers" | "fire_doors") => Self::Lamp,
            ("building", "leaks" | "upstairs_leak") | ("utilities", "heat_leak") => Self::Wall,
            ("traffic", "roads" | "manholes") | ("building", "drains") => Self::Road,
            ("safety" | "traffic" | "property", _) => Self::Lane,
            ("greening", _) => Self::Greens,
            ("environment" | "order", _) => Self::Rubbish,
            _ => return None,
        })
    }
}

impl Album {
    /// Draws every photo; they are put among these objects when they are used.
    pub fn drawn(objects: Arc<dyn Objects>) -> Result<Self, Problem> {
        let pair = |scene| Ok::<_, Problem>((scene, [shot(scene, false)?, shot(scene, true)?]));
        let scenes = SCENES.into_iter().map(pair).collect::<Result<_, _>>()?;
        Ok(Self { objects, scenes })
    }

    /// Adds a photo to the move that the actor just made, if the matter is one that shows.
    pub(crate) fn add(
        &self,
        work: &mut Work<'_, '_>,
        appeal: Appeal,
        (matter, after): (&str, bool),
        seed: Seed,
    ) -> Result<Appeal, Problem> {
        let scene = Scene::of(matter);
        let found = self.scenes.iter().find(|(one, _)| Some(*one) == scene);
        let Some((_, [before, done])) = found else { return Ok(appeal) };
        let photo = if after { done } else { before };
        let nobody = || Problem::broken("nobody takes a photo");
        let stager = Stager::person(&work.cx.actor).ok_or_else(nobody)?;
        let content = Content {
            what: FileKind::Photo,
            name: String::new(),
            full: photo.full.clone(),
            thumb: Some(photo.thumb.clone()),
            width: photo.size.0,
            height: photo.size.1,
        };
        let sealed = Sealed::of(&work.office.keys, &mut seed.draw(), &content);
        let put = |bytes: &[u8]| self.objects.put(bytes, work.cx.at).map(|name| name.to_string());
        let full = put(&sealed.full)?;
        let thumb = sealed.thumb.as_deref().map(put).transpose()?;
        let id = files::stage(work, &stager, &sealed, &full, thumb.as_deref())?;
        appeals::attach(work, appeal, &Claim { ids: vec![id], by: vec![stager] })
    }
}

fn shot(scene: Scene, after: bool) -> Result<Drawn, Problem> {
    let mut canvas = Canvas::of_a_yard();
    match scene {
        Scene::Rubbish => canvas.rubbish(after),
        Scene::Greens => canvas.greens(after),
        Scene::Lane => canvas.lane(after),
        Scene::Wall => canvas.wall(after),
        Scene::Road => canvas.road(after),
        Scene::Lamp => canvas.lamp(after),
    }
    let mut png = std::io::Cursor::new(Vec::new());
    let wrote = DynamicImage::ImageRgb8(canvas.0).write_to(&mut png, ImageFormat::Png);
    wrote.map_err(|error| Problem::broken(error.to_string()))?;
    match prepare(png.get_ref()) {
        Ok(Photo::Shown { full, thumbnail }) => {
            Ok(Drawn { size: (full.width, full.height), full: full.jpeg, thumb: thumbnail.jpeg })
        }
        _ => Err(Problem::broken("a photo of the year could not be drawn")),
    }
}

/// A picture as it is being painted.
struct Canvas(RgbImage);

impl Canvas {
    /// Sky, a house with windows, and the ground before it.
    fn of_a_yard() -> Self {
        let mut canvas = Self(RgbImage::new(SIZE.0, SIZE.1));
        for y in 0..SIZE.1 {
            let light = u8::try_from(170 + y / 8).unwrap_or(u8::MAX);
            canvas.block((0, y), (SIZE.0, 1), [light, light.saturating_add(8), 240]);
        }
        canvas.block((0, 300), (640, 180), [150, 150, 146]);
        canvas.block((60, 60), (520, 240), [214, 198, 176]);
        for (column, row) in (0..6).flat_map(|column| (0..2).map(move |row| (column, row))) {
            canvas.block((90 + column * 82, 90 + row * 100), (50, 60), [92, 118, 140]);
        }
        canvas
    }

    fn block(&mut self, at: (u32, u32), size: (u32, u32), colour: [u8; 3]) {
        for y in at.1..(at.1 + size.1).min(SIZE.1) {
            for x in at.0..(at.0 + size.0).min(SIZE.0) {
                self.0.put_pixel(x, y, Rgb(colour));
            }
        }
    }

    fn round(&mut self, middle: (u32, u32), radius: (u32, u32), colour: [u8; 3]) {
        for y in middle.1.saturating_sub(radius.1)..(middle.1 + radius.1).min(SIZE.1) {
            for x in middle.0.saturating_sub(radius.0)..(middle.0 + radius.0).min(SIZE.0) {
                let far = |one: u32, other: u32, most: u32| {
                    f64::from(one.abs_diff(other)) / f64::from(most.max(1))
                };
                let (dx, dy) = (far(x, middle.0, radius.0), far(y, middle.1, radius.1));
                if dx * dx + dy * dy <= 1.0 {
                    self.0.put_pixel(x, y, Rgb(colour));
                }
            }
        }
    }

    /// Two bins; before, bags lie around them.
    fn rubbish(&mut self, after: bool) {
        for (x, colour) in [(230, [60, 110, 80]), (330, [70, 90, 130])] {
            self.block((x, 300), (80, 100), colour);
            self.block((x - 5, 290), (90, 14), [50, 60, 62]);
        }
        if after {
            return;
        }
        let heap =
            [(210, 400), (270, 416), (330, 408), (396, 418), (440, 398), (300, 280), (370, 284)];
        for (n, middle) in (0..).zip(heap) {
            let shade = 40 + 22 * (n % 4);
            self.round(middle, (40, 26), [shade, shade, shade + 12]);
        }
    }

    /// A bed before the house: rows of vegetables, later shrubs and flowers.
    fn greens(&mut self, after: bool) {
        self.block((40, 330), (560, 120), [122, 92, 62]);
        for n in 0..14 {
            let x = 70 + n * 40;
            if after {
                self.round(
                    (x, 370),
                    (30, 34),
                    [56, 124 + 6 * u8::try_from(n % 4).unwrap_or(0), 62],
                );
                self.round((x, 420), (12, 10), [220, 110, 130]);
            } else {
                self.round((x, 360), (10, 8), [150, 180, 90]);
                self.round((x, 410), (8, 6), [140, 168, 80]);
            }
        }
        if !after {
            self.block((60, 326), (520, 6), [190, 170, 120]);
        }
    }

    /// A marked lane; before, cars stand on it.
    fn lane(&mut self, after: bool) {
        self.block((0, 340), (640, 110), [96, 98, 102]);
        for n in 0..8 {
            self.block((20 + n * 80, 392), (44, 8), [232, 200, 70]);
        }
        if after {
            return;
        }
        for (x, colour) in [(90, [170, 60, 58]), (310, [226, 226, 228])] {
            self.block((x, 350), (190, 56), colour);
            self.block((x + 36, 316), (116, 40), colour);
            self.block((x + 46, 322), (96, 30), [60, 74, 86]);
            self.round((x + 42, 410), (22, 22), [28, 28, 30]);
            self.round((x + 148, 410), (22, 22), [28, 28, 30]);
        }
    }

    /// A wall from near; before, water has run down it.
    fn wall(&mut self, after: bool) {
        self.block((0, 0), (640, 480), [228, 222, 208]);
        self.block((0, 420), (640, 60), [150, 130, 108]);
        self.block((420, 80), (130, 170), [92, 118, 140]);
        if after {
            return;
        }
        for (x, long) in [(120, 300), (170, 360), (230, 250), (290, 320)] {
            self.round((x, long / 2), (38, long / 2), [188, 172, 138]);
            self.round((x, long / 2 + 20), (16, long / 3), [160, 140, 104]);
        }
    }

    /// A way; before, it has a hole.
    fn road(&mut self, after: bool) {
        self.block((0, 320), (640, 160), [110, 112, 114]);
        if after {
            self.block((200, 360), (240, 80), [84, 86, 88]);
            return;
        }
        self.round((320, 400), (130, 44), [60, 56, 52]);
        self.round((320, 408), (96, 28), [86, 100, 112]);
        self.block((150, 330), (16, 60), [226, 110, 50]);
        self.block((470, 330), (16, 60), [226, 110, 50]);
    }

    /// Stairs; before, the lamp above them is dark.
    fn lamp(&mut self, after: bool) {
        let (wall, step, lamp) = if after {
            ([226, 210, 176], [176, 160, 132], [255, 244, 200])
        } else {
            ([44, 46, 54], [60, 62, 70], [84, 84, 86])
        };
        self.block((0, 0), SIZE, wall);
        for n in 0..8 {
            let inset = 30 * n;
            self.block((80 + inset, 460 - 36 * n), (480 - 2 * inset, 36), step);
            self.block((80 + inset, 460 - 36 * n), (480 - 2 * inset, 5), wall);
        }
        if after {
            self.round((320, 90), (120, 70), [246, 232, 192]);
        }
        self.block((314, 0), (12, 60), [70, 66, 60]);
        self.round((320, 80), (34, 30), lamp);
    }
}
