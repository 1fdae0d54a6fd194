//! The pages and doors, tried as people and systems use them.
#[cfg(test)]
mod gate;
#[cfg(test)]
mod people;
#[cfg(test)]
mod words;
