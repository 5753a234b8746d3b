// A whole journal, line by line: whatever entries follow each other, the fold and the screens' views take them.
#include <filesystem>
#include <fstream>
#include <iterator>

#include "core/text.hpp"
#include "engine/fold.hpp"
#include "engine/invariants.hpp"
#include "folders.hpp"
#include "formats/entry.hpp"
#include "formats/frame.hpp"
#include "formats/parse_json.hpp"
#include "fuzz/decoder.hpp"
#include "views/projection.hpp"

namespace bowball::fuzz {
namespace {

constexpr std::size_t most_bytes = 32 * 1024;

bool decode(std::string_view bytes) {
    engine::MeetState state;
    auto folded = 0;
    for (const auto line : split(bytes, '\n')) {
        const auto entry = formats::decode_entry(line);
        if (!entry) continue;
        engine::fold_in(state, *entry);
        ++folded;
    }
    if (folded == 0) return false;
    for (const auto& [id, race] : state.races) demand(engine::broken_invariant(race).empty(), engine::broken_invariant(race));
    std::ignore = engine::next_deadline(state);
    for (const auto& view : views::Projection{}.all(state)) std::ignore = formats::encode_view(view.view);
    return true;
}

std::vector<std::string> seeds() {
    std::vector<std::string> all;
    for (const auto& file : std::filesystem::directory_iterator{tests_folder() + "/races"}) {
        if (file.path().extension() != ".jsonl") continue;
        std::ifstream in{file.path(), std::ios::binary};
        const std::string text{std::istreambuf_iterator<char>{in}, {}};
        all.push_back(text.substr(0, most_bytes));
    }
    std::ranges::sort(all);
    return all;
}

}  // namespace

extern const Decoder journal_text_decoder{decode, {}, seeds, most_bytes, 600};

}  // namespace bowball::fuzz
