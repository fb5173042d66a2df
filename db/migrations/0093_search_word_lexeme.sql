-- Is this word one we know, whatever its form?
create index search_word_lexeme on search_word (lexeme);
