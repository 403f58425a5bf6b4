"""Files in, passages out. `pipeline` runs the steps; `article` makes an Article of one file's bytes:

files           which files are read; decode: bytes to text
readers         how a kind of file is laid out: layout, markdown, markup (HTML), front_matter
parts           what a paragraph is by its own words (residue) or by the lines around it: menus, readers' comments
clean           what part each paragraph plays; heads (datelines, captions), bylines
metadata        what the text says about itself: dates, language; user_metadata: what the user says
split           sentences and passages
copies          articles that are one text printed twice
"""
