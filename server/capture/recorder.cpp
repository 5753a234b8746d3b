#include "capture/recorder.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <boost/asio/post.hpp>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <utility>

#include "io/run_context.hpp"

namespace bowball::capture {
namespace {

constexpr int most_in_a_second = 1000;
constexpr std::size_t overhead = 128;   // of a piece that waits, beside its bytes; roughly
/// A full disk is not asked at every piece.
constexpr Duration again_after = 10s;

}  // namespace

Recorder::Recorder(std::string folder, const io::Clock& clock, boost::asio::io_context& caller, std::shared_ptr<spdlog::logger> log, Told told, std::size_t most_waiting)
    : folder_(std::move(folder)), clock_(clock), log_(std::move(log)), told_(std::move(told)), most_waiting_(most_waiting), caller_(caller),
      thread_([this] { io::run_context(context_, [this](const std::exception& problem) { log_->error("recordings: {}", problem.what()); }); }) {}

Recorder::~Recorder() {
    work_.reset();
    thread_.join();
}

void Recorder::record(const Source& source, HostTime at, char direction, std::string bytes) {
    const auto size = bytes.size() + overhead;
    if (waiting_ + size > most_waiting_) return leave_out(source);
    waiting_ += size;
    const auto left_out = std::exchange(left_out_[source.device].pieces, 0);
    boost::asio::post(context_, [this, source, at, direction, size, left_out, bytes = std::move(bytes)]() mutable {
        try {
            files_[source.device].left_out += left_out;
            write(source, at, direction, std::move(bytes));
        } catch (const std::exception& problem) {
            // What waits is counted down all the same.
            log_->error("recording of device={}: a piece is missing: {}", source.device, problem.what());
        }
        boost::asio::post(caller_, [this, size, here = std::weak_ptr{here_}] {
            if (!here.expired()) drained(size);
        });
    });
}

/// A device that says nothing more must not stay said to be unrecorded.
void Recorder::drained(std::size_t size) {
    waiting_ -= size;
    if (waiting_ > most_waiting_ / 2) return;
    const auto now = clock_.now();
    for (auto& [device, left] : left_out_) {
        if (left.pieces > 0) record(left.source, now, '*', "the disk takes more");
    }
}

void Recorder::leave_out(const Source& source) {
    auto& left = left_out_[source.device];
    left.source = source;
    if (left.pieces++ > 0) return;
    log_->error("recording of device={} is left out: the disk has not taken {} bytes that wait", source.device, waiting_);
    tell(source.device, "It is not being recorded: the disk hangs.");
}

void Recorder::tell(std::string device, std::string trouble) {
    boost::asio::post(caller_, [this, here = std::weak_ptr{here_}, device = std::move(device), trouble = std::move(trouble)] {
        if (!here.expired() && told_) told_(device, trouble);
    });
}

void Recorder::write(const Source& source, HostTime at, char direction, std::string bytes) {
    auto& file = files_[source.device];
    if (file.in_trouble && at < file.tried + again_after) {
        ++file.left_out;
        return;
    }
    file.tried = at;
    if (!file.stream.is_open()) begin(file, source, at);
    file.stream << pieces_of(file, at, direction, std::move(bytes));
    file.stream.flush();
    const auto failed = !file.stream;
    if (failed && !file.in_trouble) {
        const std::string why = std::strerror(errno);
        log_->error("recording of device={} cannot be written to {}: {}. Check the disk; a new file is begun when it takes more.", source.device, file.path, why);
        tell(source.device, "It is not being recorded: " + why + ". Check the disk.");
    }
    if (!failed && file.in_trouble) log_->info("recording of device={} goes on in {}", source.device, file.path);
    if (!failed && (file.in_trouble || file.left_out > 0)) tell(source.device, "");
    file.in_trouble = failed;
    file.left_out = failed ? file.left_out + 1 : 0;
    if (!failed) return;
    file.stream.close();
    file.stream.clear();
}

/// With a note before it where pieces are missing.
std::string Recorder::pieces_of(File& file, HostTime at, char direction, std::string bytes) const {
    const auto note = file.left_out > 0 ? io::encode_piece({at - file.began, '*', std::to_string(file.left_out) + (file.left_out == 1 ? " piece" : " pieces") + " left out: the disk took none"}) : std::string{};
    return note + io::encode_piece({at - file.began, direction, std::move(bytes)});
}

/// A name of its own for each: two servers may start within one second, and nothing is ever written over.
void Recorder::begin(File& file, const Source& source, HostTime at) {
    std::error_code failed;
    std::filesystem::create_directories(folder_, failed);
    const auto wall = clock_.wall();
    const auto stem = folder_ + "/" + source.device + "-" + std::to_string(to_us(wall) / 1'000'000);
    for (int number = 1; number <= most_in_a_second; ++number) {
        file.path = stem + (number == 1 ? "" : "-" + std::to_string(number)) + ".cap";
        // Made only if it is not there, which is what the standard stream cannot say before C++23.
        const auto made = ::open(file.path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
        if (made >= 0) ::close(made);
        if (made >= 0 || errno != EEXIST) break;
    }
    errno = 0;
    file.stream.open(file.path, std::ios::binary | std::ios::app);
    file.began = at;
    file.stream << io::encode_header({source.device, source.driver, source.link, wall});
}

}  // namespace bowball::capture
