// The input of a fuzzed driver: a script of what happens to it, in bytes that a fuzzer can change without breaking it.
//
// Each step is one byte that says what happens, one byte `n`, and n bytes. Any bytes are a script; a last step that is cut
// short takes what there is. The low four bits of the first byte choose:
//   0-6   the next n bytes of the stream            11     an order to the start equipment, number n
//   7     as 8, with the seal or sum that it needs   12     n bytes of a file or datagram that is being written
//   8     a datagram: what is written, and n bytes   13     that file is at rest; its name are the n bytes
//   9     n * 10 ms pass, with a tick at the end     14     what was reported is in the journal
//   10    the link was lost and opened again         15     that file is at rest, and only its beginning is given
#pragma once
#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

namespace bowball::fuzz {

enum class Step : std::uint8_t { bytes = 0, sealed = 7, datagram = 8, tick = 9, reopen = 10, order = 11, part = 12, file = 13, committed = 14, head = 15 };

/// Writes scripts, for turning recordings into seeds.
class ScriptWriter {
public:
    void bytes(std::string_view bytes, std::size_t longest = 255) { add_all(Step::bytes, bytes, longest); }
    void file(std::string_view name, std::string_view content) {
        add_all(Step::part, content, 255);
        add(Step::file, name.substr(0, 255));
    }
    void head(std::string_view name, std::string_view content) {
        add_all(Step::part, content, 255);
        add(Step::head, name.substr(0, 255));
    }
    /// `step`: Step::datagram, or Step::sealed for one without its seal, or a message of a stream with any sum.
    void datagram(std::string_view bytes, Step step = Step::datagram) {
        const auto last = std::min<std::size_t>(bytes.size(), 255);
        add_all(Step::part, bytes.substr(0, bytes.size() - last), 255);
        add(step, bytes.substr(bytes.size() - last));
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
