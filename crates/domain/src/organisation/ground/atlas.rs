use std::collections::BTreeMap;

use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};
use xianban_kernel::{GridId, PlaceId, Problem, Wgs84};
use xianban_store::{Error, Tx, params};

use super::Outline;
use crate::organisation::{PlaceKind, PlacePath};

/// Something with an outline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Traced {
    /// A place.
    Place(PlacePath),
    /// A grid.
    Grid(GridId),
}

impl Traced {
    /// As stored.
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Self::Place(_) => "place",
            Self::Grid(_) => "grid",
        }
    }

    /// The row of it.
    pub fn id(&self) -> i64 {
        match self {
            Self::Place(path) => path.id().value(),
            Self::Grid(grid) => grid.value(),
        }
    }
}

/// Which outlines were read: the highest edition and the sum of all, so that two nodes that wrote at
/// once are both heard.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Edition {
    highest: i64,
    sum: i64,
}

/// All outlines of a district, in memory, with their boxes in an R-tree.
#[derive(Debug, Default)]
pub struct Atlas {
    edition: Edition,
    pieces: Vec<(Traced, Outline)>,
    rows: BTreeMap<i64, usize>,
    tree: RTree<Boxed>,
}

type Boxed = GeomWithData<Rectangle<[f64; 2]>, usize>;

/// What a point lies in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The places, the lowest first.
    pub places: Vec<PlacePath>,
    /// The grid.
    pub grid: Option<GridId>,
}

impl Atlas {
    /// Reads the outlines, also of what is abolished; `None` when they are those of `known`.
    pub fn newer(tx: &mut Tx<'_>, district: i64, known: Edition) -> Result<Option<Self>, Problem> {
        let edition = edition(tx, district)?;
        if edition == known {
            return Ok(None);
        }
        let sql = "select o.id, o.kind, o.geometry, p.path from outline o \
                   left join place p on p.district = o.district and p.id = o.id and o.kind = 'place' \
                   where o.district = $1 and o.geometry <> '' order by o.id";
        let mut pieces = Vec::new();
        for row in tx.rows(sql, params![district])? {
            let (id, geometry): (i64, String) = (row.get("id")?, row.get("geometry")?);
            let kind: String = row.get("kind")?;
            let broken = |why| Error::inconsistent("outline", &id, why);
            let outline = Outline::stored(&geometry).ok_or_else(|| broken("no geometry"))?;
            let path: Option<String> = row.get("path")?;
            let traced = match (kind.as_str(), path) {
                ("grid", _) => Traced::Grid(GridId::new(id)),
                ("place", Some(path)) => Traced::Place(
                    PlacePath::parse(&path).ok_or_else(|| broken("no path of a place"))?,
                ),
                _ => return Err(broken("of nothing").into()),
            };
            pieces.push((traced, outline));
        }
        Ok(Some(Self { edition, ..Self::of(pieces) }))
    }

    /// All outlines as they are now.
    pub fn load(tx: &mut Tx<'_>, district: i64) -> Result<Self, Problem> {
        Ok(Self::newer(tx, district, Edition::default())?.unwrap_or_default())
    }

    /// An atlas of these.
    pub fn of(pieces: Vec<(Traced, Outline)>) -> Self {
        let boxed = |(n, (_, outline)): (usize, &(Traced, Outline))| {
            let [low, high] = outline.corners().map(|at| [at.lon, at.lat]);
            GeomWithData::new(Rectangle::from_corners(low, high), n)
        };
        let boxes = pieces.iter().enumerate().map(boxed).collect();
        let rows = pieces.iter().enumerate().map(|(n, (traced, _))| (traced.id(), n)).collect();
        Self { edition: Edition::default(), tree: RTree::bulk_load(boxes), pieces, rows }
    }

    /// Which edition it is.
    pub fn edition(&self) -> Edition {
        self.edition
    }

    /// Whether nothing is drawn.
    pub fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// Everything that is drawn.
    pub fn pieces(&self) -> impl Iterator<Item = &(Traced, Outline)> {
        self.pieces.iter()
    }

    /// What a point lies in.
    pub fn at(&self, point: Wgs84) -> Found {
        let mut found = Found::default();
        for (traced, outline) in self.boxed(AABB::from_point([point.lon, point.lat])) {
            if outline.holds(point) {
                match traced {
                    Traced::Place(path) => found.places.push(path.clone()),
                    Traced::Grid(grid) => found.grid = Some(*grid),
                }
            }
        }
        found.places.sort_by_key(|path| std::cmp::Reverse(path.kind()));
        found
    }

    /// What may touch an outline: its box meets theirs.
    pub fn near(&self, outline: &Outline) -> impl Iterator<Item = &(Traced, Outline)> {
        let [low, high] = outline.corners().map(|at| [at.lon, at.lat]);
        self.boxed(AABB::from_corners(low, high))
    }

    fn boxed(&self, around: AABB<[f64; 2]>) -> impl Iterator<Item = &(Traced, Outline)> {
        let met = self.tree.locate_in_envelope_intersecting(&around);
        met.filter_map(|boxed| self.pieces.get(boxed.data))
    }

    /// The outline of a place.
    pub fn of_place(&self, place: PlaceId) -> Option<&Outline> {
        self.piece(place.value())
    }

    /// The outline of a grid.
    pub fn of_grid(&self, grid: GridId) -> Option<&Outline> {
        self.piece(grid.value())
    }

    /// The outline of this.
    pub fn of_traced(&self, traced: &Traced) -> Option<&Outline> {
        self.piece(traced.id())
    }

    fn piece(&self, id: i64) -> Option<&Outline> {
        self.rows.get(&id).and_then(|n| self.pieces.get(*n)).map(|(_, outline)| outline)
    }

    /// The nearest place on the way up that has an outline, `path` itself first.
    pub fn around(&self, path: &PlacePath) -> Option<(PlacePath, &Outline)> {
        path.upwards().find_map(|path| {
            let outline = self.of_place(path.id())?;
            Some((path, outline))
        })
    }

    /// A point that stands for a place before the public: in the middle of its estate, or of what
    /// lies above it, never of a building.
    pub fn public_point(&self, path: &PlacePath) -> Option<Wgs84> {
        let wide = path.at(PlaceKind::Estate).or_else(|| Some(path.clone()))?;
        let (found, outline) = self.around(&wide)?;
        (found.kind() >= PlaceKind::Community).then(|| outline.middle())
    }
}

fn edition(tx: &mut Tx<'_>, district: i64) -> Result<Edition, Problem> {
    let sql = "select coalesce(max(edition), 0) as highest, \
               cast(coalesce(sum(edition), 0) as bigint) as sum from outline where district = $1";
    let row = tx.row(sql, params![district])?;
    row.map_or(Ok(Edition::default()), |row| {
        Ok(Edition { highest: row.get("highest")?, sum: row.get("sum")? })
    })
}
