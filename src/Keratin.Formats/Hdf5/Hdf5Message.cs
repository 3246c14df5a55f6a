namespace Keratin.Formats;

/// <summary>The messages of an object's header that are looked at here, by their numbers in the format.</summary>
internal enum Hdf5Message
{
    /// <summary>The sizes of a dataset's axes.</summary>
    Dataspace = 0x01,

    /// <summary>Where the links of a newer kind of group are.</summary>
    LinkInfo = 0x02,

    /// <summary>What one element is.</summary>
    Datatype = 0x03,

    /// <summary>What stands where nothing was written.</summary>
    FillValue = 0x05,

    /// <summary>One link of a newer kind of group.</summary>
    Link = 0x06,

    /// <summary>The names of other files that hold the numbers.</summary>
    ExternalFiles = 0x07,

    /// <summary>Where the numbers are.</summary>
    Layout = 0x08,

    /// <summary>How the numbers are compressed.</summary>
    Filters = 0x0B,

    /// <summary>A named value beside the object.</summary>
    Attribute = 0x0C,

    /// <summary>Where the header goes on.</summary>
    Continuation = 0x10,

    /// <summary>Where a group's links are.</summary>
    SymbolTable = 0x11,

    /// <summary>Where attributes are that have no room in the header.</summary>
    AttributeInfo = 0x15,
}
