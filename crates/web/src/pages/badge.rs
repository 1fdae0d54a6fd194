//! How things stand, as a word with a colour: never as a colour alone.
use domain::State;

use crate::frame::Frame;

pub(crate) struct Badge {
    /// Of the stylesheet.
    pub class: &'static str,
    pub text: String,
}

impl Badge {
    pub(crate) fn of(frame: &Frame, state: State) -> Self {
        let class = match state {
            State::Sent => "state-good",
            State::Waiting => "state-wait",
            State::NotSent => "state-act",
            State::Failed => "state-fail",
            State::Info => "state-info",
        };
        let text = frame.say(state_key(state));
        Self { class, text }
    }

    pub(crate) fn new(frame: &Frame, class: &'static str, key: &str) -> Self {
        let text = frame.say(key);
        Self { class, text }
    }
}

/// The states a list may be narrowed to: how the address spells it, and its words.
pub(crate) const STATES: [(&str, State); 5] = [
    ("not_sent", State::NotSent),
    ("failed", State::Failed),
    ("waiting", State::Waiting),
    ("sent", State::Sent),
    ("info", State::Info),
];

/// What an address spells; `None`: all states.
pub(crate) fn state(word: &str) -> Option<State> {
    let found = STATES.iter().find(|(known, _)| *known == word);
    found.map(|(_, state)| *state)
}

/// What a list may be narrowed to, with "all" first.
pub(crate) fn options(frame: &Frame) -> Vec<(String, String)> {
    let all = (String::new(), frame.say("state-all"));
    let states = STATES.iter();
    let states = states.map(|(word, state)| ((*word).to_owned(), frame.say(state_key(*state))));
    std::iter::once(all).chain(states).collect()
}

fn state_key(state: State) -> &'static str {
    match state {
        State::Sent => "state-sent",
        State::Waiting => "state-waiting",
        State::NotSent => "state-not-sent",
        State::Failed => "state-failed",
        State::Info => "state-info",
    }
}
