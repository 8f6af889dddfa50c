"""The page for somebody who saw or heard something: it seals what they write to her casebook."""
