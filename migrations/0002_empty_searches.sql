-- How often a search that found nothing was made; nothing of who made it (see src/domain/empty_search.rs).
-- month: 202611. words: folded, '' for none, '*' for what is not kept. types: slugs. territory: a code, '' for none.
create table empty_search (
    month bigint not null,
    words text not null,
    types text not null,
    territory text not null,
    times bigint not null
);
create unique index empty_search_of_month on empty_search (month, words, types, territory);
