#!/usr/bin/env bash
# Makes assets/fonts, assets/icons and two tables of assets/pinyin again from the packages they come from (Debian 12 with npm).
# Not needed to build or run: the results stand in the repository. Each source is locked by sha256.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
assets=$here/../assets
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
chmod 755 "$work"  # apt fetches as its own user
cd "$work"

npm pack --silent @expo-google-fonts/noto-sans-sc@0.4.3 @iconify-json/fluent-emoji-flat@1.2.6
apt-get download -qq fonts-hanazono=20170904-2.1 unicode-data=15.0.0-1
sha256sum --quiet -c <<'SUMS'
0d69d0f4971d2ff574e3d93cbc218dc950bf3f3f8f8e2c008d97687ed53aee59  expo-google-fonts-noto-sans-sc-0.4.3.tgz
7d064769dee690815f823bc5bcc511d957198caf9f5edd8dd9c1aa48a6aeb175  iconify-json-fluent-emoji-flat-1.2.6.tgz
a6943366b4f5a6cec34221f8b4eb22555a628f0ee6ef4e3d3401cabe9363aeae  fonts-hanazono_20170904-2.1_all.deb
5efef23bbb1c6a133ecbdd63a2cfa07159ccacf5466a49e2426101c5ecd691fc  unicode-data_15.0.0-1_all.deb
SUMS
for archive in *.tgz; do tar -xzf "$archive" --one-top-level="${archive%.tgz}" --strip-components=1; done
for archive in *.deb; do dpkg -x "$archive" debian; done

python3 -m venv tools
tools/bin/pip install -q --require-hashes -r "$here/requirements-assets.txt"

mkdir -p "$assets/fonts"
for weight in 400Regular 700Bold; do
    cp "expo-google-fonts-noto-sans-sc-0.4.3/$weight/NotoSansSC_$weight.ttf" \
        "$assets/fonts/NotoSansSC-${weight#???}.ttf"
done

# HanaMin A and B together are 53 MB; a name needs a part of them, and only what Noto Sans SC lacks.
tools/bin/python "$here/rare_characters.py" \
    "$assets/fonts/NotoSansSC-Regular.ttf" debian/usr/share/unicode >rare.txt
for part in A B; do
    SOURCE_DATE_EPOCH=0 tools/bin/pyftsubset \
        "debian/usr/share/fonts/truetype/hanazono/HanaMin$part.ttf" --unicodes-file=rare.txt \
        --no-hinting --layout-features= --no-glyph-names --name-IDs='*' --notdef-outline \
        --output-file="$assets/fonts/HanaMin$part-rare.ttf"
done

tools/bin/python "$here/make_characters.py" \
    "$assets/fonts" debian/usr/share/unicode "$assets/pinyin"

tools/bin/python "$here/make_pictures.py" \
    iconify-json-fluent-emoji-flat-1.2.6/icons.json "$here/pictures.txt" "$assets/icons"
ls -l "$assets/fonts"
