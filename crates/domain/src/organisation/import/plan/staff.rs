use std::collections::BTreeSet;

use xianban_kernel::Post;

use super::Drawing;
use crate::ledger::{Field, Subject};
use crate::organisation::change::Deed;
use crate::organisation::import::table::Table;
use crate::organisation::path::unit_id;

impl Drawing<'_> {
    pub(super) fn staff(&mut self) {
        let mut named = BTreeSet::new();
        for line in &self.lines.staff {
            let username = line.username.as_str();
            let known = self.standing.staff.get(username);
            let mut done = Vec::new();
            if named.insert(username) {
                match known {
                    None => {
                        self.plan.accounts.push(username.to_owned());
                        let (username, name) = (line.username.clone(), line.name.clone());
                        let fields = vec![Field::new("姓名", "", &name)];
                        done.push((fields, Deed::Account { username, name }));
                    }
                    Some(account) if account.name != line.name => {
                        let fields = vec![Field::new("姓名", &account.name, &line.name)];
                        done.push((fields, Deed::AccountName(account.id, line.name.clone())));
                    }
                    Some(_) => {}
                }
            }
            let post = (line.unit.clone(), line.role.code().to_owned());
            if !known.is_some_and(|account| account.posts.contains(&post)) {
                let unit = unit_id(self.standing.district, &line.unit);
                let post = Post { unit, role: line.role.clone() };
                let fields =
                    vec![Field::new("岗位", "", format!("{} {}", line.unit, line.role_name))];
                done.push((fields, Deed::Posted { username: line.username.clone(), post }));
            }
            self.counted(Table::Staff, known.is_some(), !done.is_empty());
            if !done.is_empty() {
                self.thing(Subject::staff(username), &line.name, known.is_some(), done);
            }
        }
    }
}
