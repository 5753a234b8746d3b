// Something that is tried again every second, and said when it goes wrong: once, until something else is wrong with it.
#pragma once
#include <string>
#include <string_view>

namespace bowball::net {

class Trouble {
public:
    /// Whether `text` is to be logged: it is not what was logged last.
    [[nodiscard]] bool is_news(std::string_view text) {
        if (said_ == text) return false;
        said_ = text;
        return true;
    }
    void is_over() { said_.clear(); }

private:
    std::string said_;
};

}  // namespace bowball::net
