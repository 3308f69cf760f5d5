use std::collections::BTreeSet;

use xianban_kernel::Role;

use super::{ApartRule, KEPT_APART, Rules};

/// Whether a role holds one of the rights that are kept apart.
pub fn is_administrator(rules: &Rules, role: &Role) -> bool {
    KEPT_APART.iter().any(|action| rules.role_may(role, *action))
}

impl Rules {
    /// Why one person may not hold both roles; `None` when he may.
    pub fn may_not_meet(&self, one: &Role, other: &Role) -> Option<&str> {
        if one == other {
            return None;
        }
        let apart = |rule: &&ApartRule| {
            let (first, second) = (rule.roles.contains(one), rule.roles.contains(other));
            (first && second) || (rule.alone && (first || second))
        };
        self.apart.iter().find(apart).map(|rule| rule.why.as_str())
    }

    /// Administrators see no appeals, no one of them holds the keys of another, and no two roles that
    /// together would may meet.
    pub(super) fn check_separation(&self, faults: &mut Vec<String>) {
        let codes: BTreeSet<&Role> = self.roles.iter().map(|rule| &rule.code).collect();
        for role in self.apart.iter().flat_map(|rule| &rule.roles) {
            if !codes.contains(role) {
                faults.push(format!("不能兼任的岗位里有没有的岗位 {role}"));
            }
        }
        let kept =
            |code: &Role| KEPT_APART.iter().filter(|action| self.role_may(code, **action)).count();
        for (n, one) in self.roles.iter().enumerate() {
            if kept(&one.code) > 1 {
                faults.push(format!("岗位 {} 兼了应当分开的管理员", one.code));
            }
            if kept(&one.code) > 0 && one.may("read_case") {
                faults.push(format!("管理员岗位 {} 能看诉求", one.code));
            }
            for other in self.roles.iter().skip(n + 1) {
                let (here, there) = (kept(&one.code), kept(&other.code));
                let sees =
                    (here > 0 && other.may("read_case")) || (there > 0 && one.may("read_case"));
                let two = here > 0 && there > 0;
                if (two || sees) && self.may_not_meet(&one.code, &other.code).is_none() {
                    faults.push(format!("岗位 {} 和 {} 要规定不能兼任", one.code, other.code));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shipped() -> Rules {
        Rules::parse(super::super::SHIPPED, crate::rooms::vocabulary()).unwrap()
    }

    #[test]
    fn an_administrator_holds_nothing_else() {
        let rules = shipped();
        let meet = |one: &str, other: &str| {
            rules.may_not_meet(&Role::new(one), &Role::new(other)).is_none()
        };
        assert!(!meet("system_admin", "security_admin"));
        assert!(!meet("audit_admin", "clerk") && !meet("clerk", "audit_admin"));
        assert!(meet("clerk", "secretary") && meet("system_admin", "system_admin"));
    }

    #[test]
    fn rules_that_let_administrators_meet_are_refused() {
        let mut rules = shipped();
        rules.apart.clear();
        let mut faults = Vec::new();
        rules.check_separation(&mut faults);
        let said = faults.join("；");
        assert!(said.contains("岗位 system_admin 和 security_admin 要规定不能兼任"), "{said}");
        assert!(said.contains("岗位 clerk 和 audit_admin 要规定不能兼任"), "{said}");
    }
}
