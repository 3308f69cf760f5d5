//! Every address as every role: who is let in where, in a golden file, and nobody comes in to whom the
//! rules grant nothing that its line names.

use std::fmt::Write as _;

use axum::http::StatusCode;
use serde_json::json;
use xianban_domain::rules::Rules;
use xianban_kernel::Role;
use xianban_web::{For, Listed, table};

use super::world::{CAST, World};
use super::{Answer, Caller, House, at_the_doors};

/// What ends one's own account or session, and would end the walk.
const ENDS: [&str; 5] =
    ["/logout", "/logout/everywhere", "/me/forget", "/c/logout", "/c/logout/everywhere"];

/// Where nobody comes: what stands there is not told to the public, or not now; or an empty form does
/// not say what it is about.
const NOBODY: [&str; 10] = [
    "GET /done/{no}",
    "GET /appeals/{no}/rate",
    "GET /appeals/{no}/disown",
    "GET /appeals/{no}/visit",
    "GET /open311/v2/requests/{file}",
    "POST /appeals/{no}/rate",
    "POST /consultations/{no}/sign_in",
    "POST /consultations/{no}/answer",
    "POST /c/new",
    "POST /c/extracts",
];

/// How somebody is met.
fn met(answer: &Answer, line: &Listed) -> char {
    match answer.status {
        status if status.is_success() || status.is_redirection() => '+',
        StatusCode::UNAUTHORIZED => 'L',
        StatusCode::NOT_FOUND => '.',
        StatusCode::CONFLICT => 'c',
        StatusCode::UNPROCESSABLE_ENTITY
        | StatusCode::BAD_REQUEST
        | StatusCode::UNSUPPORTED_MEDIA_TYPE => 'f',
        StatusCode::TOO_MANY_REQUESTS => 'w',
        StatusCode::FORBIDDEN => 'x',
        status => panic!("{line}: {status} {}", answer.text),
    }
}

/// Whether the rules grant a role anything that the line names.
fn granted(rules: &Rules, role: &'static str, line: &Listed) -> bool {
    line.needs.is_empty() || line.needs.iter().any(|one| rules.role_may(&Role::new(role), *one))
}

/// The table: first everything that only looks, then everything that may change something.
fn walked(house: &House) -> String {
    let world = World::of(house);
    let names = ["guest", "another resident", "the applicant"].into_iter();
    let names = names.chain(CAST.iter().map(|(name, ..)| *name));
    let mut callers = vec![Caller::default(), house.resident("13912346622"), world.owner.clone()];
    callers.extend(world.staff.iter().cloned());
    let rules = house.office.rules_at(house.clock.now()).rules;
    let mut said = String::from(
        "How each is met at each address, everything in it real: + let in, f told what to mend, c told \
         why not now,\nx refused, w told to wait, . nothing is there, L sent to the login, s ends \
         one's own session: not walked.\n\n",
    );
    for (n, name) in names.enumerate() {
        let bars = "| ".repeat(n);
        writeln!(said, "{bars}{name}").unwrap();
    }
    let (mut alone, mut lines) = (Vec::new(), table());
    for (line, need) in lines.iter().flat_map(|line| line.needs.iter().map(move |one| (line, *one)))
    {
        assert!(rules.roles.iter().any(|role| role.may(need)), "{line}: nobody may {need}");
    }
    lines.sort_by_key(|line| (line.method != "GET", line.path.contains("/sessions/")));
    for line in lines {
        let path = world.address(&line);
        let start = said.len();
        for (n, caller) in callers.iter().enumerate() {
            let how = if ENDS.contains(&line.path) {
                's'
            } else if line.method == "GET" {
                met(&house.gets(caller, &path), &line)
            } else {
                met(&house.posts(caller, &path, &json!({})), &line)
            };
            let staff = n.checked_sub(3).map(|n| CAST[n].3);
            if let (Some(role), For::Staff | For::Part) = (staff, line.who)
                && !granted(&rules, role, &line)
            {
                // Whoever has the matter open is told that the move is not his, or what to mend first.
                let told = how == 'c' || how == 'f' && line.method == "POST";
                let told = told && line.by_the_matter;
                assert!(how == '.' || told, "{role} has nothing of what it needs: {line}: {how}");
            }
            said.push(how);
            said.push(' ');
        }
        let nobody = said.get(start..).unwrap_or_default().chars().all(|how| ". L".contains(how));
        let place = format!("{} {}", line.method, line.path);
        if nobody {
            alone.push(place.clone());
        }
        writeln!(said, " {place}").unwrap();
    }
    assert_eq!(alone, NOBODY, "who comes there?");
    said
}

#[test]
fn every_role_is_met_at_every_address_as_reviewers_have_seen() {
    at_the_doors(|house| {
        let now = walked(house);
        let found = concat!(env!("CARGO_TARGET_TMPDIR"), "/roles.txt");
        std::fs::write(found, &now).unwrap();
        let seen = include_str!("../../golden/roles.txt");
        assert!(now == seen, "when the change is meant, copy {found} to tests/golden/");
    });
}
