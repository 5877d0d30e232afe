//! Numbered pages.

use super::chrome::Chrome;
use super::params::Params;

/// Links to the other pages of the results.
#[derive(Default)]
pub(super) struct Pager {
    pub(super) previous: Option<String>,
    pub(super) next: Option<String>,
    /// Pages in order; nothing stands for a gap.
    pub(super) steps: Vec<Option<PageLink>>,
}

/// A link to one page.
pub(super) struct PageLink {
    pub(super) page: u32,
    pub(super) name: String,
    pub(super) href: String,
    pub(super) current: bool,
}

impl Pager {
    /// Links the first and the last page, and those around the one shown.
    pub(super) fn new(page: u32, pages: u32, params: &Params, chrome: &Chrome) -> Self {
        let href = |page| chrome.search_href(&params.on_page(page));
        let mut steps = Vec::new();
        let mut last = 0;
        for number in shown_pages(page, pages) {
            if number > last + 1 {
                steps.push(None);
            }
            steps.push(Some(PageLink {
                page: number,
                name: chrome.lang.page_number(number),
                href: href(number),
                current: number == page,
            }));
            last = number;
        }
        Self {
            previous: (page > 1).then(|| href(page - 1)),
            next: (page < pages).then(|| href(page + 1)),
            steps,
        }
    }
}

/// Numbers the pages that have a link of their own.
fn shown_pages(page: u32, pages: u32) -> Vec<u32> {
    let around = page.saturating_sub(2).max(1)..=page.saturating_add(2).min(pages);
    let mut shown: Vec<u32> = around.collect();
    shown.extend([1, pages]);
    // A gap of one page is no gap: it takes as much room as its number.
    if page == 5 {
        shown.push(2);
    }
    if page.saturating_add(4) == pages {
        shown.push(pages - 1);
    }
    shown.sort_unstable();
    shown.dedup();
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_the_last_and_the_near_pages_are_linked() {
        assert_eq!(shown_pages(1, 1), [1]);
        assert_eq!(shown_pages(1, 10), [1, 2, 3, 10]);
        assert_eq!(shown_pages(5, 10), [1, 2, 3, 4, 5, 6, 7, 10]);
        assert_eq!(shown_pages(6, 10), [1, 4, 5, 6, 7, 8, 9, 10]);
        assert_eq!(shown_pages(10, 10), [1, 8, 9, 10]);
    }
}
