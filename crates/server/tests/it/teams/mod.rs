//! Teams of grids from forming to their end, on both engines.

mod bring;
mod change;
mod form;
mod leave;
mod lists;
mod name;
mod stand_in;

use xianban_domain::folded::Held;
use xianban_domain::organisation::{Grid, GridRole, PlacePath, grid_of, place_by_path};
use xianban_domain::teams::{
    self, Card, Member, Name, NameShown, PhoneShown, Shown, Team, form, of_grid,
};
use xianban_kernel::{Actor, DossierId, Problem};
use xianban_store::{Row, params};

use crate::appeals::{Town, in_town};

/// The demo district whose teams are formed.
fn in_formed_town(story: impl Fn(&Town)) {
    in_town(|town| {
        town.does(&Actor::System, -10, form).unwrap();
        story(town);
    });
}

impl Town {
    /// The seventh grid.
    fn grid_seven(&self) -> Grid {
        let path = "37/3702/370212/370212001/370212001901/fsh8/9";
        let path = PlacePath::parse(path).unwrap();
        let found = self.does(&Actor::System, 0, move |work| {
            let place = place_by_path(work.tx, &path)?.ok_or(Problem::NotFound)?;
            grid_of(work.tx, &place)
        });
        found.unwrap().unwrap()
    }

    fn team_seven(&self) -> Held<Team> {
        let grid = self.grid_seven();
        self.does(&Actor::System, 0, move |work| of_grid(work, &grid)).unwrap().unwrap()
    }

    /// What is owed on a dossier, by which role, by when.
    fn owed(&self, id: DossierId) -> Vec<(String, String, i64)> {
        let read = self.does(&Actor::System, 0, move |work| {
            let rows = work.tx.rows(
                "select kind, role, due from duty where district = $1 and dossier = $2 order by kind",
                params![work.tx.district(), id],
            )?;
            let one = |row: &Row| Ok((row.get("kind")?, row.get("role")?, row.get("due")?));
            rows.iter().map(one).collect::<Result<Vec<_>, Problem>>()
        });
        read.unwrap()
    }

    /// What residents read of the seventh grid, `minutes` after nine.
    fn cards(&self, minutes: i64) -> Vec<Card> {
        let grid = self.grid_seven();
        self.does(&Actor::Guest, minutes, move |work| teams::cards(work, &grid)).unwrap()
    }

    fn named(&self, form: Name, minutes: i64) -> Result<Held<Team>, Problem> {
        let team = self.team_seven();
        self.does(&self.secretary(), minutes, move |work| {
            teams::name(work, &team.no, team.version, &form)
        })
    }
}

/// Somebody new who shows his surname, and the community's number.
fn zhang() -> Name {
    Name {
        role: GridRole::BuildingLead,
        name: "欧阳建国".to_owned(),
        phone: "138 0000 1234".to_owned(),
        times: "晚上七点以后".to_owned(),
        shown: Shown { name: NameShown::Surname, phone: PhoneShown::Office },
        staff: None,
    }
}

/// The grid worker of a team.
fn worker(team: &Team) -> Member {
    team.members.iter().find(|one| one.role == GridRole::GridWorker).unwrap().clone()
}
