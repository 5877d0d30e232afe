//! Pictures of figures, drawn as SVG by the templates (`parts/bars.html`, `parts/heat.html`) out of what is laid out here.
//!
//! Colours are classes of `desk.css`; the figures themselves stand beside each picture as a table.

/// Width of the picture of bars, in its own units: a narrow phone shows it at its size.
pub(super) const BARS_WIDTH: u32 = 320;
/// Height of a bar with its label.
const BAR_STEP: u32 = 42;
/// Most characters of a label that the picture holds; the table has all of it.
const MAX_LABEL: usize = 36;

/// Bars, one below the other.
pub(super) struct Bars {
    /// What they show.
    pub(super) title: &'static str,
    /// What the labels are, for the table.
    pub(super) of: &'static str,
    /// What the values are, for the table.
    pub(super) what: &'static str,
    /// Its bars.
    pub(super) bars: Vec<Bar>,
}

/// One bar.
pub(super) struct Bar {
    /// What it stands for.
    pub(super) label: String,
    /// Its value in words.
    pub(super) shown: String,
    /// Its length.
    pub(super) width: u32,
    /// Where its label stands.
    pub(super) text_y: u32,
    /// Where it begins.
    pub(super) y: u32,
}

impl Bars {
    /// Lays bars out: of each its label, its value and the value in words.
    pub(super) fn new(
        title: &'static str,
        of: &'static str,
        what: &'static str,
        values: Vec<(String, i64, String)>,
    ) -> Self {
        let most = values.iter().map(|(_, value, _)| *value).max().unwrap_or(0).max(1);
        let bars = (0..).zip(values).map(|(place, (label, value, shown))| {
            let share = value.clamp(0, most) * i64::from(BARS_WIDTH) / most;
            // What is there is seen.
            let width = u32::try_from(share).unwrap_or(0).max(u32::from(value > 0) * 3);
            Bar { label, shown, width, text_y: place * BAR_STEP + 15, y: place * BAR_STEP + 22 }
        });
        Self { title, of, what, bars: bars.collect() }
    }

    /// Gives the height of the picture.
    pub(super) fn height(&self) -> u32 {
        u32::try_from(self.bars.len()).unwrap_or(0) * BAR_STEP
    }
}

impl Bar {
    /// Gives the label, cut to what the picture holds.
    pub(super) fn cut(&self) -> String {
        match self.label.char_indices().nth(MAX_LABEL) {
            Some((end, _)) => format!("{}…", self.label[..end].trim_end()),
            None => self.label.clone(),
        }
    }
}

/// Width of a cell of a heat matrix.
const CELL_WIDTH: u32 = 52;
/// Height of a cell.
const CELL_HEIGHT: u32 = 30;
/// Room for the labels of the rows.
const ROW_LABELS: u32 = 200;
/// Room for the labels of the columns, which stand slanted.
const COLUMN_LABELS: u32 = 175;
/// How far the last slanted label reaches beyond its column.
const OVERHANG: u32 = 110;

/// A matrix of shares: the fuller, the darker.
pub(super) struct Heat {
    /// Labels of the columns.
    pub(super) columns: Vec<HeatLabel>,
    /// The rows.
    pub(super) rows: Vec<HeatRow>,
}

/// A label and where it stands.
pub(super) struct HeatLabel {
    pub(super) text: String,
    pub(super) x: u32,
    pub(super) y: u32,
}

/// A row of a matrix.
pub(super) struct HeatRow {
    pub(super) label: HeatLabel,
    pub(super) cells: Vec<HeatCell>,
}

/// A cell: some of a whole.
pub(super) struct HeatCell {
    pub(super) x: u32,
    pub(super) y: u32,
    /// How full it is, from 0 (nothing) to 4 (everything).
    pub(super) level: u32,
    /// Its value in words.
    pub(super) shown: String,
    /// Where it leads.
    pub(super) href: String,
}

/// How many of how many, and where that leads.
pub(super) struct Share {
    pub(super) some: u32,
    pub(super) all: u32,
    pub(super) href: String,
}

impl Heat {
    /// Lays a matrix out: of each row its label and its cells.
    pub(super) fn new(columns: Vec<String>, rows: Vec<(String, Vec<Share>)>) -> Self {
        let x = |place: u32| ROW_LABELS + place * CELL_WIDTH;
        let y = |place: u32| COLUMN_LABELS + place * CELL_HEIGHT;
        let columns = (0..).zip(columns).map(|(place, text)| HeatLabel {
            text,
            x: x(place) + CELL_WIDTH / 2,
            y: COLUMN_LABELS - 8,
        });
        let rows = (0..).zip(rows).map(|(row, (text, cells))| HeatRow {
            label: HeatLabel { text, x: ROW_LABELS - 10, y: y(row) + CELL_HEIGHT / 2 + 5 },
            cells: (0..)
                .zip(cells)
                .map(|(column, Share { some, all, href })| HeatCell {
                    x: x(column),
                    y: y(row),
                    level: level(some, all),
                    shown: format!("{some}/{all}"),
                    href,
                })
                .collect(),
        });
        Self { columns: columns.collect(), rows: rows.collect() }
    }

    /// Gives the width of the picture.
    pub(super) fn width(&self) -> u32 {
        ROW_LABELS + u32::try_from(self.columns.len()).unwrap_or(0) * CELL_WIDTH + OVERHANG
    }

    /// Gives the height of the picture.
    pub(super) fn height(&self) -> u32 {
        COLUMN_LABELS + u32::try_from(self.rows.len()).unwrap_or(0) * CELL_HEIGHT
    }
}

/// 0 is nothing and 4 everything; between them, thirds.
const fn level(some: u32, all: u32) -> u32 {
    if some == 0 {
        0
    } else if some >= all {
        4
    } else {
        1 + some * 3 / all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bars(values: &[i64]) -> Vec<u32> {
        let values = values.iter().map(|value| (String::new(), *value, String::new())).collect();
        Bars::new("", "", "", values).bars.iter().map(|bar| bar.width).collect()
    }

    #[test]
    fn bars_are_as_long_as_their_values_and_never_longer_than_the_picture() {
        assert_eq!(bars(&[10, 5, 0]), [320, 160, 0]);
        assert_eq!(bars(&[0, 0]), [0, 0]);
        assert_eq!(bars(&[1_000_000, 1, -4]), [320, 3, 0]);
    }

    #[test]
    fn a_long_label_is_cut_in_the_picture_only() {
        let long = "é".repeat(80);
        let chart = Bars::new("", "", "", vec![(long.clone(), 1, String::new())]);
        assert_eq!((chart.bars[0].cut().chars().count(), &chart.bars[0].label), (MAX_LABEL + 1, &long));
    }

    #[test]
    fn shares_have_five_levels() {
        let levels: Vec<u32> = (0..=8).map(|some| level(some, 8)).collect();
        assert_eq!(levels, [0, 1, 1, 2, 2, 2, 3, 3, 4]);
        assert_eq!(level(0, 0), 0);
    }
}
