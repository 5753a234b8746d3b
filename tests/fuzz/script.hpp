// The input of a fuzzed driver: a script of what happens to it, in bytes that a fuzzer can change without breaking it.
//
// Each step is one byte that says what happens, one byte `n`, and n bytes. Any bytes are a script; a last step that is cut
// short takes what there is. The low four bits of the first byte choose:
//   0-8   the next n bytes of the stream            11     an order to the start equipment, number n
//   9     n * 10 ms pass, with a tick at the end     12     n bytes of a file that is being written
//   10    the link was lost and opened again         13     that file is at rest; its name are the n bytes
//   14-15 what was reported is in the journal
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace bowball::fuzz {

enum class Step : std::uint8_t { bytes = 0, tick = 9, reopen = 10, order = 11, file_part = 12, file = 13, committed = 14 };

/// Writes scripts, for turning recordings into seeds.
class ScriptWriter {
public:
    void bytes(std::string_view bytes, std::size_t longest = 255) { add_all(Step::bytes, bytes, longest); }
    void file(std::string_view name, std::string_view content) {
        add_all(Step::file_part, content, 255);
        add(Step::file, name.substr(0, 255));
    }
    void tick(std::uint8_t centiseconds) {
        text += static_cast<char>(Step::tick);
        text += static_cast<char>(centiseconds);
    }
    void committed() { add(Step::committed, {}); }

    std::string text;

private:
    void add_all(Step step, std::string_view bytes, std::size_t longest) {
        for (; !bytes.empty(); bytes.remove_prefix(std::min(longest, bytes.size()))) add(step, bytes.substr(0, longest));
    }
    void add(Step step, std::string_view bytes) {
        text += static_cast<char>(step);
        text += static_cast<char>(bytes.size());
        text += bytes;
    }
};

}  // namespace bowball::fuzz
