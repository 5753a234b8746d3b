#include "io/folder_link.hpp"

#include <boost/asio/steady_timer.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>

#include "core/digest.hpp"
#include "core/limits.hpp"
#include "core/text.hpp"

namespace bowball::io {
namespace {

namespace fs = std::filesystem;

/// The folder is looked through this often. Looking works on network shares too, where change notices do not arrive.
constexpr auto rhythm = std::chrono::milliseconds{200};

/// A file is taken once its size and time have rested, and again when its content is another.
class FolderLink final : public Link {
public:
    FolderLink(LinkSpec spec, boost::asio::io_context& context, const Clock& clock, LinkListener& listener)
        : spec_(std::move(spec)), clock_(clock), listener_(listener), timer_(context), pattern_(spec_.option("pattern", "*")),
          rest_(std::chrono::milliseconds{spec_.number("rest_ms", 500)}) {}

    void open() override { wait(std::chrono::milliseconds{0}); }
    void write(std::string) override {}
    void close() override {
        closed_ = true;
        timer_.cancel();
    }

private:
    struct Seen {
        std::uintmax_t size = 0;
        fs::file_time_type changed;
        std::chrono::milliseconds rested{0};
        bool taken = false;
        Digest content;
    };

    void wait(std::chrono::milliseconds span) {
        timer_.expires_after(span);
        timer_.async_wait([this](const boost::system::error_code& stopped) {
            if (!stopped && !closed_) look();
        });
    }

    void look() {
        std::error_code failed;
        fs::directory_iterator entries{spec_.path, failed};
        if (failed) {
            is_open_ = false;
            return listener_.on_closed(spec_.path + ": the folder cannot be read (" + failed.message() + "). Check the path, or the share that it is on.");
        }
        if (!is_open_) listener_.on_open(clock_.now());
        is_open_ = true;
        for (const auto& entry : entries) consider(entry);
        wait(rhythm);
    }

    void consider(const fs::directory_entry& entry) {
        std::error_code failed;
        const auto name = entry.path().filename().string();
        if (!fits(name, pattern_) || !entry.is_regular_file(failed)) return;
        const auto size = entry.file_size(failed);
        const auto changed = entry.last_write_time(failed);
        if (failed) return;  // gone between two looks
        auto& seen = files_[name];
        if (seen.size != size || seen.changed != changed) {
            seen.size = size;
            seen.changed = changed;
            seen.rested = std::chrono::milliseconds{0};
            seen.taken = false;
            return;
        }
        seen.rested += rhythm;
        if (seen.taken || seen.rested < rest_) return;
        seen.taken = true;
        take(entry.path(), name, seen);
    }

    void take(const fs::path& path, const std::string& name, Seen& seen) {
        if (seen.size > limits::device_file_bytes) return listener_.on_trouble(name + ": the file is too large for a result.");
        std::ifstream file{path, std::ios::binary};
        const std::string content{std::istreambuf_iterator<char>{file}, {}};
        if (!file.good() && !file.eof()) return listener_.on_trouble(name + ": the file cannot be read.");
        const auto digest = sha256(content);
        if (digest == seen.content) return;  // written again, with the same content
        seen.content = digest;
        listener_.on_file(name, std::as_bytes(std::span{content}), clock_.now());
    }

    LinkSpec spec_;
    Clock clock_;
    LinkListener& listener_;
    boost::asio::steady_timer timer_;
    std::string pattern_;
    std::chrono::milliseconds rest_;
    std::map<std::string, Seen> files_;
    bool is_open_ = false;
    bool closed_ = false;
};

}  // namespace

bool fits(std::string_view name, std::string_view pattern) {
    const auto parts = split(pattern, '*');
    const auto lower_name = to_lower(name);
    auto rest = std::string_view{lower_name};
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const auto part = to_lower(parts[i]);
        const auto is_last = i + 1 == parts.size();
        const auto at = is_last && i > 0 ? (rest.size() >= part.size() && rest.ends_with(part) ? rest.size() - part.size() : std::string_view::npos) : rest.find(part);
        if (at == std::string_view::npos || (i == 0 && at != 0)) return false;
        rest.remove_prefix(at + part.size());
    }
    return parts.size() > 1 || rest.empty();
}

std::unique_ptr<Link> make_folder_link(const LinkSpec& spec, boost::asio::io_context& context, const Clock& clock, LinkListener& listener) {
    return std::make_unique<FolderLink>(spec, context, clock, listener);
}

}  // namespace bowball::io
