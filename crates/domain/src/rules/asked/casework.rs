use crate::rules::Rules;

impl Rules {
    pub(crate) fn check_casework(&self, faults: &mut Vec<String>) {
        let casework = &self.casework;
        for (what, none) in [
            ("退单", casework.return_reasons.is_empty()),
            ("暂停", casework.pause_reasons.is_empty()),
            ("延期", casework.extensions.is_empty()),
        ] {
            if none {
                faults.push(format!("没有{what}的规则"));
            }
        }
    }
}
