//! The pages as persons meet them: plain forms over the routes, on both engines.

mod abolishing;
mod accounts;
mod answering;
mod behalf;
mod choosing;
mod consultations;
mod content;
mod dash;
mod depth;
mod documents;
mod ended;
mod factors;
mod filing;
mod home;
mod ledgers;
mod lifted;
mod minors;
mod moves;
mod organisation;
mod overseeing;
mod photos;
mod phrases;
mod praises;
mod praise_review;
mod proving;
mod provisional;
mod rating;
mod reports;
mod returning;
mod reviewing;
mod rules;
mod scanning;
mod searching;
mod supervisions;
mod teams;
mod two_nodes;
mod walk;
mod whistles;
mod without_room;

use xianban_testkit::visits::House;

/// Opens the demo district's pages, on each engine.
fn in_the_house(story: impl Fn(&House)) {
    xianban_testkit::in_the_demo(|db| story(&House::open(db)));
}
