#include "capture/recorder.hpp"

#include <boost/asio/post.hpp>
#include <filesystem>

namespace bowball::capture {

Recorder::Recorder(std::string folder, const io::Clock& clock, std::shared_ptr<spdlog::logger> log)
    : folder_(std::move(folder)), clock_(clock), log_(std::move(log)), thread_([this] { context_.run(); }) {}

Recorder::~Recorder() {
    work_.reset();
    thread_.join();
}

void Recorder::record(const Source& source, HostTime at, char direction, std::string bytes) {
    boost::asio::post(context_, [this, source, at, direction, bytes = std::move(bytes)]() mutable { write(source, at, direction, std::move(bytes)); });
}

void Recorder::write(const Source& source, HostTime at, char direction, std::string bytes) {
    auto& file = files_[source.device];
    if (!file.stream.is_open()) {
        std::error_code failed;
        std::filesystem::create_directories(folder_, failed);
        const auto wall = clock_.wall();
        const auto path = folder_ + "/" + source.device + "-" + std::to_string(to_us(wall) / 1'000'000) + ".cap";
        file.stream.open(path, std::ios::binary | std::ios::trunc);
        file.began = at;
        file.stream << io::encode_header({source.device, source.driver, source.link, wall});
        if (!file.stream) log_->error("recording of device={} cannot be written to {}. Check the disk.", source.device, path);
    }
    file.stream << io::encode_piece({at - file.began, direction, std::move(bytes)});
    file.stream.flush();
    if (file.stream) return;
    log_->error("recording of device={} stopped: the disk takes no more.", source.device);
    file.stream.close();
    file.stream.clear();
}

}  // namespace bowball::capture
