//! Builds anew when a sentence changes: the words are compiled in, and cargo would not see a new file.
fn main() {
    println!("cargo::rerun-if-changed=../../templates/lang");
    println!("cargo::rerun-if-changed=../../templates/mail");
}
