// Plays a recording at its own pace, or faster.
#include "io/replay_link.hpp"

#include <boost/asio/steady_timer.hpp>

#include "io/capture_file.hpp"

namespace bowball::io {
namespace {

class ReplayLink final : public Link {
public:
    ReplayLink(LinkSpec spec, boost::asio::io_context& context, const Clock& clock, LinkListener& listener)
        : spec_(std::move(spec)), clock_(clock), listener_(listener), timer_(context) {}

    void open() override {
        auto read = read_capture(spec_.path);
        problem_ = read ? "" : read.error().text;
        if (read) file_ = std::move(*read);
        next_ = 0;
        timer_.expires_after(std::chrono::milliseconds{0});
        timer_.async_wait([this](const boost::system::error_code& stopped) {
            if (stopped) return;
            if (!problem_.empty()) return listener_.on_closed(problem_);
            began_ = boost::asio::steady_timer::clock_type::now();
            listener_.on_open(clock_.now());
            schedule();
        });
    }

    void write(std::string) override {}
    void close() override { timer_.cancel(); }

private:
    void schedule() {
        if (next_ == file_.pieces.size()) return;  // played: stays open and silent, as a device that has nothing to say
        // Since the beginning, not since the last piece: what one timer is late does not add up.
        const auto speed = static_cast<std::int64_t>(spec_.number("speed", 1));
        timer_.expires_at(began_ + clock_.real(file_.pieces[next_].since_start / speed));
        timer_.async_wait([this](const boost::system::error_code& stopped) {
            if (stopped) return;
            play(file_.pieces[next_++]);
            schedule();
        });
    }

    void play(const CapturePiece& piece) {
        const auto at = clock_.now();
        const auto bytes = std::as_bytes(std::span{piece.bytes});
        if (piece.direction == '<') listener_.on_bytes(bytes, at);
        if (const auto head = piece.direction == '#' ? decode_head(piece.bytes) : std::nullopt) listener_.on_head(head->name, head->file, at);
        if (piece.direction != '=') return;
        const auto blank = piece.bytes.find(' ');
        if (blank != std::string::npos) listener_.on_file(decode_name(std::string_view{piece.bytes}.substr(0, blank)), bytes.subspan(blank + 1), at);
    }

    LinkSpec spec_;
    Clock clock_;
    LinkListener& listener_;
    boost::asio::steady_timer timer_;
    CaptureFile file_;
    std::string problem_;
    std::size_t next_ = 0;
    boost::asio::steady_timer::time_point began_;
};

}  // namespace

std::unique_ptr<Link> make_replay_link(const LinkSpec& spec, boost::asio::io_context& context, const Clock& clock, LinkListener& listener) {
    return std::make_unique<ReplayLink>(spec, context, clock, listener);
}

}  // namespace bowball::io
