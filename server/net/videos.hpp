// The videos of the venue as officials get them: a list, where an instant is in each, and the files, whole or in parts. A file is
// looked up by its name in a table that the configuration made, so that no request can name another. Each has a shelf of its own: a
// disk or a share that hangs must hold up neither the live feed nor the other files.
#pragma once
#include <boost/asio/io_context.hpp>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/time.hpp"
#include "net/file_shelf.hpp"
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
    /// Nothing where the video had not begun, or had ended. Called with instants of the years 1970 to 2200.
    std::function<std::optional<VideoMoment>(RaceTime)> moment;
};

class Videos {
public:
    /// `taken`: answers of all shelves there are.
    Videos(boost::asio::io_context& context, std::vector<Video> videos, const std::shared_ptr<std::size_t>& taken);

    /// [{name, title, point, url}]
    [[nodiscard]] HttpAnswer list() const;
    /// ?time_us=...: {time_us, videos: [{name, title, point, url, frame, position_us, frame_us, uncertainty_us}]}, those that ran then.
    [[nodiscard]] HttpAnswer at(const HttpRequest& request) const;
    /// A file: the part that is asked for, of which at most limits::file_piece_bytes are sent, or the whole. Refuses with
    /// errc::too_many beyond limits::file_answers.
    void get(const std::string& name, const HttpRequest& request, Answer answer);

private:
    struct Filed {
        Video video;
        std::unique_ptr<FileShelf> shelf;
    };
    std::vector<Filed> filed_;   ///< as many as there were at first
};

}  // namespace bowball::net
