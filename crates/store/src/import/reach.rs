//! How far a product of a synchronisation has come.

/// How far a product is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// In a preview that nobody has approved.
    Seen,
    Waiting,
    /// About to be made in Rackbeat, or in doubt.
    Creating,
    /// It is there; its level is yet to be set.
    Made,
    /// An adjustment is about to be drafted, or in doubt.
    Adjusting,
    Adjusted,
    /// The draft is about to be booked, or in doubt.
    Booking,
    Done,
    Skipped,
    Failed,
}

impl Step {
    const ALL: [(Self, &'static str); 10] = [
        (Self::Seen, "seen"),
        (Self::Waiting, "waiting"),
        (Self::Creating, "creating"),
        (Self::Made, "made"),
        (Self::Adjusting, "adjusting"),
        (Self::Adjusted, "adjusted"),
        (Self::Booking, "booking"),
        (Self::Done, "done"),
        (Self::Skipped, "skipped"),
        (Self::Failed, "failed"),
    ];

    #[must_use]
    pub fn word(self) -> &'static str {
        let found = Self::ALL.iter().find(|(step, _)| *step == self);
        found.map_or("failed", |(_, word)| word)
    }

    pub(super) fn parse(word: &str) -> Self {
        let found = Self::ALL.iter().find(|(_, known)| *known == word);
        found.map_or(Self::Failed, |(step, _)| *step)
    }

    #[must_use]
    pub fn is_end(self) -> bool {
        matches!(self, Self::Done | Self::Skipped | Self::Failed)
    }
}
