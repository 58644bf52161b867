//! Documents that were taken apart when they were built in: a part is read when it is named.

use std::cmp::Ordering;

/// All parts. There are no addresses in it, which the loader would have to mend before every start.
#[derive(Debug)]
pub struct Kept {
    /// The names, one after the other.
    names: &'static str,
    /// The texts, one after the other.
    texts: &'static str,
    /// The first is the whole.
    places: &'static [KeptPlace],
}

/// Where the name and the text of a part end, and which parts it has itself: the first of them and how many.
#[derive(Clone, Copy, Debug)]
pub struct KeptPlace(pub u32, pub u32, pub u16, pub u16);

/// A part of a document: JSON without its own parts.
#[derive(Clone, Copy, Debug)]
pub struct KeptPart {
    of: &'static Kept,
    place: usize,
}

impl Kept {
    /// What the build script has put together. Parts of one part are sorted by name.
    #[must_use]
    pub const fn new(names: &'static str, texts: &'static str, places: &'static [KeptPlace]) -> Self {
        Self { names, texts, places }
    }

    /// The whole: its parts are the documents.
    #[must_use]
    pub const fn whole(&'static self) -> KeptPart {
        KeptPart { of: self, place: 0 }
    }

    fn cut(&self, text: &'static str, place: usize, end: fn(&KeptPlace) -> u32) -> &'static str {
        let end = |place: usize| usize::try_from(end(self.places.get(place)?)).ok();
        let start = place.checked_sub(1).map_or(Some(0), end);
        start.zip(end(place)).and_then(|(start, end)| text.get(start..end)).unwrap_or_default()
    }
}

impl KeptPart {
    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.of.cut(self.of.names, self.place, |place| place.0)
    }

    /// Its text.
    #[must_use]
    pub fn text(self) -> &'static str {
        self.of.cut(self.of.texts, self.place, |place| place.1)
    }

    /// How many parts it has itself.
    #[must_use]
    pub fn count(self) -> usize {
        self.of.places.get(self.place).map_or(0, |place| usize::from(place.3))
    }

    /// Its part of that number, from 0 to [`KeptPart::count`].
    #[must_use]
    pub fn part(self, at: usize) -> Option<Self> {
        let KeptPlace(.., first, count) = *self.of.places.get(self.place)?;
        (at < usize::from(count)).then(|| Self { place: usize::from(first) + at, ..self })
    }

    /// Its parts, by name.
    pub fn parts(self) -> impl Iterator<Item = Self> {
        (0..self.count()).filter_map(move |at| self.part(at))
    }

    /// The number of its part of that name.
    #[must_use]
    pub fn find(self, name: &str) -> Option<usize> {
        let (mut low, mut high) = (0, self.count());
        while low < high {
            let middle = low.midpoint(high);
            match self.part(middle)?.name().cmp(name) {
                Ordering::Less => low = middle + 1,
                Ordering::Equal => return Some(middle),
                Ordering::Greater => high = middle,
            }
        }
        None
    }

    /// Its part of that name.
    #[must_use]
    pub fn named(self, name: &str) -> Option<Self> {
        self.part(self.find(name)?)
    }
}
