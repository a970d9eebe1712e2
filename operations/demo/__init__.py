"""The Lantern: an invented journal that shows what a publication made with Broadside looks like.

`content/` holds what it says and `pictures/` what it shows, as an editor would have handed them in; `source`
reads both without a database, `writing` makes rows of them and `removing` takes exactly those away again."""
