// Notes that a server signed, as strangers keep them: the same bytes for ever, for they are checked against keys that were announced long before.
// tests/contract/trust.mjs opens them with what docs/verify.md says, and nothing of the server.
//
// After a change that is meant:   BOWBALL_GOLDEN=write ctest --test-dir build -R GoldenNotes   and commit the diff.
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "core/text.hpp"
#include "engine/fold.hpp"
#include "folders.hpp"
#include "formats/entry.hpp"
#include "formats/frame.hpp"
#include "journal/checkpoint.hpp"
#include "journal/signed_note.hpp"
#include "views/projection.hpp"

namespace bowball::journal {
namespace golden_notes_test {

constexpr const char* epoch = "GOLDEN000001";
constexpr const char* signer = "bowball";
const SigningKey key = SigningKey::from_seed(sha256("golden notes"));

std::string read(const std::string& file) {
    std::ifstream in{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

/// The key, and behind it, each with an empty line: the newest frame of every view that the public sees of a golden race, and where its chain
/// stood at each twentieth entry and at the end.
std::string notes_of_a_race() {
    engine::MeetState state;
    views::Projection projection;
    std::ignore = projection.all(state);
    std::map<std::string, std::string> frames;
    std::vector<std::string> checkpoints;
    Head head{};
    const auto text = read(tests_folder() + "/races/clean_final.jsonl");
    const auto lines = split(text, '\n');
    for (const auto line : lines) {
        if (line.empty()) continue;
        const auto entry = formats::decode_entry(line).value();
        head = {entry.seq, sha256(head.hash, line)};
        engine::fold_in(state, entry);
        for (const auto& view : projection.update(state, {entry})) {
            if (view.audience != views::Audience::everyone) continue;
            const auto data = formats::encode_view(view.view);
            frames[view.topic] = formats::encode_frame(formats::ViewFrame{view.topic, epoch, entry.seq, 1'784'883'600'000'000, std::nullopt, data});
        }
        if (entry.seq.value() % 20 == 0) checkpoints.push_back(to_text({origin_of(epoch), head, WallTime{std::chrono::seconds{1'784'883'600}}}));
    }
    checkpoints.push_back(to_text({origin_of(epoch), head, WallTime{std::chrono::seconds{1'784'887'200}}}));
    auto notes = VerifierKey{signer, key.public_key()}.text() + "\n\n";
    for (const auto& [topic, frame] : frames) notes += sign_note(frame + "\n", signer, key) + "\n";
    for (const auto& checkpoint : checkpoints) notes += sign_note(checkpoint, signer, key) + "\n";
    return notes;
}

TEST(GoldenNotes, AreSignedToTheSameByte) {
    const auto file = tests_folder() + "/contract/notes.txt";
    const auto made = notes_of_a_race();
    if (std::getenv("BOWBALL_GOLDEN") != nullptr) std::ofstream{file, std::ios::binary} << made;
    EXPECT_EQ(made, read(file)) << file;
}

}  // namespace golden_notes_test
}  // namespace bowball::journal
