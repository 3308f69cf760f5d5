use crate::appeals::nouns::appeal::Appeal;
use crate::appeals::nouns::event::undone::Undone;
use crate::appeals::nouns::order::Progress;

impl Appeal {
    /// Back to what it was. An order sent since then stays in the books as ended: its number is used.
    pub(crate) fn undo(&mut self, event: &Undone) {
        let back = (*event.back).clone();
        let sent_since = self.orders.split_off(back.orders.len().min(self.orders.len()));
        self.orders = back.orders;
        self.orders.extend(sent_since.into_iter().map(|mut order| {
            order.progress = Progress::Ended;
            order
        }));
        self.state = back.state;
        self.since = back.since;
        self.place = back.place;
        (self.receiver, self.assessor) = (back.receiver, back.assessor);
        (self.list, self.matter) = (back.list, back.matter);
        (self.lane, self.class, self.round) = (back.lane, back.class, back.round);
        self.casework = back.casework;
    }
}
