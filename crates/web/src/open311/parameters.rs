use axum::http::{Extensions, HeaderMap, Uri};
use xianban_kernel::{Actor, Context, Fault, Problem, Seed, Whence};

use super::wire::OTHER_JURISDICTION;
use crate::bearer::bearer_of;
use crate::sent::fields;
use crate::site::Site;

/// The parameters of a request, cleaned. What the specification has as a list may come with commas,
/// or as the same parameter again and again; what it does not know is ignored.
#[derive(Debug, Default)]
pub(super) struct Parameters(pub(super) Vec<(String, String)>);

impl Parameters {
    /// What stands behind the question mark.
    pub(super) fn of_query(uri: &Uri) -> Result<Self, Problem> {
        Ok(Self(fields(uri.query().unwrap_or_default().as_bytes())?.into_pairs()))
    }

    /// Every value of a parameter, trimmed, empty ones left out.
    pub(super) fn all(&self, name: &str) -> Vec<&str> {
        let own = self.0.iter().filter(|(known, _)| known == name);
        own.map(|(_, value)| value.trim()).filter(|value| !value.is_empty()).collect()
    }

    /// The value of a parameter that has one; empty without it. Different ones are a fault.
    pub(super) fn one(&self, name: &'static str) -> Result<&str, Problem> {
        let all = self.all(name);
        let first = all.first().copied().unwrap_or_default();
        if all.iter().all(|other| *other == first) {
            return Ok(first);
        }
        let said = "这个参数写了几遍，内容不一样，不知道按哪个办。请只写一个。".to_owned();
        Err(Problem::Faults(vec![Fault { field: name, said }]))
    }

    /// The values of a list, each once.
    pub(super) fn list(&self, name: &str) -> Vec<String> {
        let mut list = Vec::<String>::new();
        for value in self.all(name).into_iter().flat_map(|value| value.split(',')) {
            let value = value.trim();
            if !value.is_empty() && !list.iter().any(|known| known == value) {
                list.push(value.to_owned());
            }
        }
        list
    }

    /// Refuses what is meant for another jurisdiction. Ours need not be named.
    pub(super) fn check_jurisdiction(&self, site: &Site) -> Result<(), Problem> {
        let (named, ours) = (self.one("jurisdiction_id")?, site.office.district.to_string());
        if named.is_empty() || named == ours {
            return Ok(());
        }
        let said = format!("这里不受理 jurisdiction_id {named}；本区是 {ours}，也可以不写。");
        Err(Problem::refused(OTHER_JURISDICTION, said))
    }
}

/// A guest's work, from this address.
pub(super) fn guest(site: &Site, extensions: &Extensions, headers: &HeaderMap) -> Context {
    let address = site.reached.counted(extensions, headers);
    let whence = Whence { address, ..Whence::default() };
    Context::new(Actor::Guest, site.clock.now(), Seed::fresh()).coming_from(whence)
}

/// The work of whoever holds this key; without one, of the guest. A key nobody has is refused.
pub(super) async fn acting(site: &Site, guest: Context, key: &str) -> Result<Context, Problem> {
    if key.is_empty() {
        return Ok(guest);
    }
    bearer_of(site, &guest, key).await.map(|actor| guest.acting_as(actor))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(query: &str) -> Parameters {
        Parameters::of_query(&format!("/open311/v2/requests.json?{query}").parse().unwrap())
            .unwrap()
    }

    #[test]
    fn a_list_comes_with_commas_or_again_and_again() {
        let asked = of("status=open,closed&status=open&status=,%20&other=1");
        assert_eq!(asked.list("status"), ["open", "closed"]);
    }

    #[test]
    fn what_has_one_value_may_be_said_twice_but_not_differently() {
        assert_eq!(of("page=2&page=2").one("page").unwrap(), "2");
        assert_eq!(of("").one("page").unwrap(), "");
        assert!(matches!(of("page=2&page=3").one("page"), Err(Problem::Faults(_))));
    }
}
