// The videos of the venue as officials get them: a list, where an instant is in each, and pieces of the files. A file is looked
// up by its name in a table that the configuration made, so that no request can name another; its bytes are read on a thread of
// its own, because a disk or a share that hangs must not hold up the live feed.
#pragma once
#include <boost/asio/io_context.hpp>
#include <boost/asio/thread_pool.hpp>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/time.hpp"
#include "net/http.hpp"

namespace bowball::net {

/// Where an instant is in a video.
struct VideoMoment {
    std::int64_t frame = 0;
    std::int64_t position_us = 0;      ///< of the middle of the frame, from the beginning
    std::int64_t frame_us = 0;         ///< how long a frame is shown
    std::int64_t uncertainty_us = 0;   ///< of the instant that the frame shows; half-width, 95 %
};

struct Video {
    std::string name;
    std::string title;
    std::string point;    ///< the timing point that it looks at
    std::string file;     ///< or
    std::string url;      ///< of a stream that others serve
    /// Nothing where the video had not begun.
    std::function<std::optional<VideoMoment>(RaceTime)> moment;
};

class Videos {
public:
    Videos(boost::asio::io_context& context, std::vector<Video> videos) : context_(context), videos_(std::move(videos)) {}
    ~Videos() { readers_.join(); }

    /// [{name, title, point, url}]
    [[nodiscard]] HttpAnswer list() const;
    /// ?time_us=...: {time_us, videos: [{name, title, point, url, frame, position_us, frame_us, uncertainty_us}]}, those that had begun.
    [[nodiscard]] HttpAnswer at(const HttpRequest& request) const;
    /// A piece of a file, at most limits::video_piece_bytes of the range that is asked for.
    void piece(const std::string& name, const HttpRequest& request, Answer answer);

private:
    [[nodiscard]] const Video* find(const std::string& name) const;

    boost::asio::io_context& context_;
    std::vector<Video> videos_;
    std::size_t waiting_ = 0;                 ///< pieces that are being read
    boost::asio::thread_pool readers_{1};
};

}  // namespace bowball::net
