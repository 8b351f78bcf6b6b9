"""Places on the map: `python benchmarks/accuracy/geoparsing.py GOLD_FOLDER [VERBALE]`.

Share of the gold toponyms found that lie within 161 km, on GeoVirus and GWN: must reach .92; toponym F1 on
GeoVirus: .80.
"""

from measure import scorer

if __name__ == "__main__":
    scorer("geo.py", "geoparsing/GeoVirus.xml", floors=(".92", ".80"))
    scorer("geo.py", "geoparsing/GWN.xml", floors=(".92", "0"))
