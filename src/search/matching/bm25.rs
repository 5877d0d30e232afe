//! The formula of BM25 (Robertson & Zaragoza 2009) with the parameters of `index/ranking.toml`.

use std::collections::HashMap;

use tantivy::fieldnorm::FieldNormReader;
use tantivy::schema::Field;
use tantivy::{Searcher, SegmentReader};

use crate::search::error::SearchError;
use crate::search::ranking::WEIGHTS;
use crate::search::segments::schema::Fields;

/// BM25's weakening of repetition and length, tabulated for the 256 lengths that tantivy tells apart.
#[derive(Debug)]
pub(in crate::search) struct Saturation {
    by_length: Box<[f32; 256]>,
}

impl Saturation {
    #[expect(clippy::cast_precision_loss, reason = "lengths of texts are small")]
    pub(in crate::search) fn new(average_length: f32) -> Self {
        let text = &WEIGHTS.text;
        let by_length = Box::new(std::array::from_fn(|id| {
            let length = FieldNormReader::id_to_fieldnorm(u8::try_from(id).unwrap_or(u8::MAX)) as f32;
            text.k1 * (1.0 - text.b + text.b * length / average_length.max(1.0))
        }));
        Self { by_length }
    }

    #[inline]
    #[expect(clippy::cast_precision_loss, reason = "a word stands a few times in a text")]
    pub(in crate::search) fn of(&self, times: u32, norm_id: u8) -> f32 {
        let times = times as f32;
        times / (times + self.by_length[usize::from(norm_id)])
    }
}

/// The tables of the fields that words are looked for in.
#[expect(clippy::cast_precision_loss, reason = "counts of words, far below the precision")]
pub(in crate::search) fn saturations(
    searcher: &Searcher,
    fields: Fields,
) -> Result<HashMap<Field, Saturation>, SearchError> {
    let documents: u32 = searcher.segment_readers().iter().map(SegmentReader::max_doc).sum();
    [fields.name, fields.title, fields.body, fields.word]
        .into_iter()
        .map(|field| {
            let mut words = 0;
            for reader in searcher.segment_readers() {
                words += reader.inverted_index(field)?.total_num_tokens();
            }
            Ok((field, Saturation::new(words as f32 / documents.max(1) as f32)))
        })
        .collect()
}
