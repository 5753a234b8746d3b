// Counts the messages in what a WebSocket server sends, cut anywhere, and looks at no more of them than it must: the load client
// shall cost less than the servers that it measures.
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace bowball::bench::feed {

/// What a message is wrapped in.
enum class Wrapping : std::uint8_t {
    frames,   ///< a text message each; of the live feed's kinds only views count
    nats,     ///< MSG lines of NATS in binary frames, several in one or one in several
};

class MessageCounter {
public:
    explicit MessageCounter(Wrapping wrapping = Wrapping::frames) : wrapping_(wrapping) {}
    /// How many messages these bytes complete.
    [[nodiscard]] std::size_t feed(std::string_view bytes);

private:
    [[nodiscard]] bool read_header(std::string_view& bytes);
    [[nodiscard]] std::size_t header_size() const;
    void take_payload(std::string_view piece);
    [[nodiscard]] bool end_frame();
    [[nodiscard]] std::size_t feed_nats(std::string_view piece);

    std::array<unsigned char, 10> head_{};
    std::uint8_t head_size_ = 0;
    bool in_payload_ = false;
    bool counts_ = false;            ///< the message that comes
    Wrapping wrapping_;
    std::uint64_t taken_ = 0;        ///< of the payload
    std::uint64_t length_ = 0;
    std::string line_;               ///< of NATS, while it is not whole
    std::uint64_t to_skip_ = 0;      ///< of the payload of a MSG
};

}  // namespace bowball::bench::feed
